/* base/url.h */
#include "base/url.h"

#include "support.h"

#define NONE "\x01" /* stands for "there is no password" */

static const struct {
    const char *url, *scheme, *user, *password, *host, *port, *path;
} good[] = {
    {"postgresql://u:p@h:5432/db", "postgresql", "u", "p", "h", "5432", "db"},
    {"postgres://h", "postgres", "", NONE, "h", "", ""},
    {"postgres://h/", "postgres", "", NONE, "h", "", ""},
    {"postgres://u@h/db", "postgres", "u", NONE, "h", "", "db"},
    {"postgres://u:@h/db", "postgres", "u", "", "h", "", "db"},
    {"postgres://:p@h/db", "postgres", "", "p", "h", "", "db"},
    {"postgres://u:a%3Ab%40c%2Fd%3F%23%25@h/db", "postgres", "u", "a:b@c/d?#%", "h", "", "db"},
    {"postgres://u:a@b@c@h/db", "postgres", "u", "a@b@c", "h", "", "db"},
    {"postgres://u:a:b:c@h/db", "postgres", "u", "a:b:c", "h", "", "db"},
    {"postgres://u:100%@h/db", "postgres", "u", "100%", "h", "", "db"},
    {"postgres://u:%zz%4@h/db", "postgres", "u", "%zz%4", "h", "", "db"},
    {"postgres://u:a+b@h/a+b", "postgres", "u", "a+b", "h", "", "a+b"},
    {"postgres://u:$&'()*,;=!~[]@h/db", "postgres", "u", "$&'()*,;=!~[]", "h", "", "db"},
    {"postgres://%C3%A4:%00@h/%C3%A4", "postgres", "\xC3\xA4", "\0", "h", "", "\xC3\xA4"},
    {"postgres://u:p@[::1]:5433/db", "postgres", "u", "p", "::1", "5433", "db"},
    {"postgres://[2001:db8::1%25eth0]/db", "postgres", "", NONE, "2001:db8::1%25eth0", "", "db"},
    {"postgres://[::1]", "postgres", "", NONE, "::1", "", ""},
    {"postgres://%2Frun%2Fpg/db", "postgres", "", NONE, "/run/pg", "", "db"},
    {"postgres://h:/db", "postgres", "", NONE, "h", "", "db"},
    {"postgres:///db", "postgres", "", NONE, "", "", "db"},
    {"postgres://h/a/b%2Fc", "postgres", "", NONE, "h", "", "a/b/c"},
    {"file:./dev.db", "file", "", NONE, "", "", "./dev.db"},
    {"file:/a/b.db", "file", "", NONE, "", "", "/a/b.db"},
    {"file:///a/b.db", "file", "", NONE, "", "", "a/b.db"},
    {"file:", "file", "", NONE, "", "", ""},
    {"prisma+postgres://h/?api_key=x", "prisma+postgres", "", NONE, "h", "", ""},
};

static void urls_are_taken_apart(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(good); i++) {
        Url url;
        assert_succeeds(url_parse(scene->arena, text_from(good[i].url), &url, &scene->error),
                        &scene->error);
        assert_text(url.scheme, good[i].scheme);
        assert_text(url.user, good[i].user);
        expect(url.has_password == (good[i].password[0] != '\x01'), "%s", good[i].url);
        if (url.has_password && !text_contains(text_from(good[i].url), "%00"))
            assert_text(url.password, good[i].password);
        assert_text(url.host, good[i].host);
        assert_text(url.port, good[i].port);
        assert_text(url.path, good[i].path);
        expect(url.has_authority == text_contains(text_from(good[i].url), "://"), "%s",
               good[i].url);
    }
}

static void what_is_no_url(void **state)
{
    Scene *scene = *state;
    static const char *const bad[] = {
        "",
        "postgres",
        "//h/db",
        ":x",
        "1a://h",
        "post gres://h",
        "\"postgresql://u:secret@h/db\"",
        "postgres://[::1",
        "postgres://u:secret@[::1/db",
        "postgres://[::1]x",
        "postgres://h:x/db",
        "postgres://h:65536/db",
        "postgres://h:-1/db",
        "postgres://h:-0/db",
        "postgres://h:99999999999999999999/db",
        "postgres://::1/db",
        "postgres://u:secret/word@h/db",
        "postgres://u:secret?word@h/db",
        "postgres://u:secret#word@h/db",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        Url url;
        Error error = {.arena = scene->arena};
        bool parsed = url_parse(scene->arena, text_from(bad[i]), &url, &error);
        expect(!parsed && error.code == ERROR_P1013, "%s", bad[i]);
        expect(!text_contains(error.message, "secret") && !text_contains(error.detail, "secret"),
               "%s", bad[i]);
    }
}

/* A password that begins with digits and holds a slash looks like a port: it must not end up as
 * part of the database's name, which is shown. */
static void a_slash_in_a_password_is_not_taken_for_the_path(void **state)
{
    Scene *scene = *state;
    Url url;
    assert_fails(url_parse(scene->arena, TEXT("postgres://u:12/secret@h/db"), &url, &scene->error),
                 &scene->error, ERROR_P1013);
}

static void parameters(void **state)
{
    Scene *scene = *state;
    Url url;
    Text text = TEXT("postgres://h/db?a=1&b=x%26y+z&&empty=&bare&a=2&c=p=q#frag?d=1");
    assert_succeeds(url_parse(scene->arena, text, &url, &scene->error), &scene->error);
    assert_text(*url_parameter(&url, "a"), "2"); /* the last one counts */
    assert_text(*url_parameter(&url, "b"), "x&y z");
    assert_text(*url_parameter(&url, "empty"), "");
    assert_text(*url_parameter(&url, "bare"), "");
    assert_text(*url_parameter(&url, "c"), "p=q");
    assert_null(url_parameter(&url, "d"));
    assert_int_equal(url.parameters.count, 6);
}

static void shown_without_secrets(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *url, *shown;
    } cases[] = {
        {"postgresql://u:p@h:1/db?sslmode=require", "postgresql://u:***@h:1/db"},
        {"postgresql://u@h/db", "postgresql://u@h/db"},
        {"postgresql://h/db#x", "postgresql://h/db"},
        {"postgresql://u:a@b@h/db", "postgresql://u:***@h/db"},
        {"postgresql://u:a/b?c#d@h/db", "postgresql://u:***@h/db"},
        {"postgresql://u:@h/db", "postgresql://u:***@h/db"},
        {"postgresql://[::1]:5432/db", "postgresql://[::1]:5432/db"},
        {"file:./dev.db?x=y", "file:./dev.db"},
        {"file:./dev@2.db", "file:./dev@2.db"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(url_without_secrets(arena, text_from(cases[i].url)), cases[i].shown);
}

/* Mistakes that people make in URLs must not show the password either. */
static void wrong_urls_without_secrets(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const char *const cases[] = {
        "u:s3cret@h/db",
        "postgresql:u:s3cret@h/db",
        "postgresql:/u:s3cret@h/db",
        "postgresql:u:a@s3cret@h/db",
        "\"postgresql://u:s3cret@h/db\"",
        " postgresql://u:s3cret@h/db",
        "postgresql:// u:s3cret@h/db",
        "postgresql://h/db?password=s3cret",
        "postgresql://h/db?password=s3cret@x",
        "postgresql://h/db?sslpassword=s3cret&user=a@b",
        "postgresql://u@h/db?sslpassword=s3cret@",
        "prisma+postgres://h/?api_key=s3cret@",
        "file:dev.db?key=s3cret@x",
        "DATABASE_URL=postgresql://u:s3cret@h/db",
        "psql 'postgresql://u:s3cret@h/db'",
        "s3cret",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text shown = url_without_secrets(arena, text_from(cases[i]));
        expect(!text_contains(shown, "s3cret"), "%s: %.*s", cases[i], TEXT_ARG(shown));
    }
}

static void urls_inside_of_a_text(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"no URL here: a@b", "no URL here: a@b"},
        {"at postgresql://u:p@h/db, refused", "at postgresql://u:***@h/db, refused"},
        {"'postgres://u:a:b@c@h/db' and \"mysql://u:p@h\"",
         "'postgres://u:***@h/db' and \"mysql://u:***@h\""},
        {"postgresql://u@h:5432/db", "postgresql://u@h:5432/db"},
        {"password=s3cret&x=y sslpassword=p", "password=***&x=y sslpassword=***"},
        {"postgresql:/u:p@h/db", "postgresql:/u:***@h/db"},
        {"prisma+postgres://h/?api_key=x&y=z", "prisma+postgres://h/?api_key=***&y=z"},
        {"", ""},
        {"://", "://"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(text_without_secrets(arena, text_from(cases[i].text)), cases[i].shown);
}

static void add_random(Buffer *out, Dice *dice, const char *alphabet, size_t most)
{
    Text characters = text_from(alphabet);
    for (size_t i = dice_roll(dice, most + 1); i > 0; i--)
        buffer_add_char(out, characters.data[dice_roll(dice, characters.length)]);
}

static Text random_text(Arena *arena, Dice *dice, const char *alphabet, size_t most)
{
    Buffer out = BUFFER(arena);
    add_random(&out, dice, alphabet, most);
    return buffer_text(&out);
}

/* The mark stands in the middle of whatever characters a password may have. */
static void no_generated_password_is_ever_shown(void **state)
{
    Scene *scene = *state;
    static const char odd[] = "ab1:@/?#%[]&=+ .\\'\"$!~\xC3\xA4\x01";
    static const char *const schemes[] = {"postgresql", "postgres", "mysql", "sqlserver", "x"};
    Dice dice = {2026};
    for (size_t round = 0; round < 30000; round++) {
        ArenaMark mark = arena_mark(scene->arena);
        Buffer url = BUFFER(scene->arena);
        buffer_add_format(&url, "%s://", schemes[dice_roll(&dice, COUNT(schemes))]);
        add_random(&url, &dice, "uvw_-.%", 4);
        buffer_add_char(&url, ':');
        add_random(&url, &dice, odd, 8);
        buffer_add_string(&url, "S3CRET");
        add_random(&url, &dice, odd, 8);
        buffer_add_char(&url, '@');
        add_random(&url, &dice, "host.:12[]", 8);
        if (dice_roll(&dice, 2)) {
            buffer_add_char(&url, '/');
            add_random(&url, &dice, "db@:/", 5);
        }
        if (dice_roll(&dice, 2)) {
            buffer_add_string(&url, "?sslpassword=S3CRET&x=");
            add_random(&url, &dice, odd, 6);
        }
        Text shown = url_without_secrets(scene->arena, buffer_text(&url));
        expect(!text_contains(shown, "S3CRET"), "%.*s: %.*s", TEXT_ARG(buffer_text(&url)),
               TEXT_ARG(shown));
        arena_rewind(scene->arena, mark);
    }
}

static void add_encoded(Buffer *out, Text text)
{
    for (size_t i = 0; i < text.length; i++)
        buffer_add_format(out, "%%%02X", (unsigned char)text.data[i]);
}

/* What was percent-encoded comes back as it was, byte for byte. */
static void every_encoded_part_is_decoded_again(void **state)
{
    Scene *scene = *state;
    static const char all[] = "ab:@/?#%[]&=+ \xC3\xA4\x01\xFF";
    Dice dice = {5};
    for (size_t round = 0; round < 3000; round++) {
        ArenaMark mark = arena_mark(scene->arena);
        Text parts[4];
        for (size_t i = 0; i < COUNT(parts); i++)
            parts[i] = random_text(scene->arena, &dice, all, 10);
        Buffer out = BUFFER(scene->arena);
        buffer_add_string(&out, "postgresql://");
        add_encoded(&out, parts[0]);
        buffer_add_char(&out, ':');
        add_encoded(&out, parts[1]);
        buffer_add_string(&out, "@h:1/");
        add_encoded(&out, parts[2]);
        buffer_add_string(&out, "?p=");
        add_encoded(&out, parts[3]);
        Url url;
        assert_succeeds(url_parse(scene->arena, buffer_text(&out), &url, &scene->error),
                        &scene->error);
        assert_same_text(url.user, parts[0]);
        assert_same_text(url.password, parts[1]);
        assert_same_text(url.path, parts[2]);
        assert_same_text(*url_parameter(&url, "p"), parts[3]);
        arena_rewind(scene->arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(urls_are_taken_apart),
        TEST(what_is_no_url),
        TEST(a_slash_in_a_password_is_not_taken_for_the_path),
        TEST(parameters),
        TEST(shown_without_secrets),
        TEST(wrong_urls_without_secrets),
        TEST(urls_inside_of_a_text),
        TEST(no_generated_password_is_ever_shown),
        TEST(every_encoded_part_is_decoded_again),
    };
    return RUN_TESTS(tests);
}
