/* history/checksum.h. What is expected is computed here in the plain way: the whole content is
 * converted, then hashed. */
#include "history/checksum.h"

#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "support.h"

static Text replaced(Arena *arena, Text text, const char *from, const char *to)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < text.length;) {
        bool hit = text_starts_with(text_slice(text, i, text.length), from);
        if (hit)
            buffer_add_string(&out, to);
        else
            buffer_add_char(&out, text.data[i]);
        i += hit ? strlen(from) : 1;
    }
    return buffer_text(&out);
}

static Text unpadded(Arena *arena, Text text)
{
    return digest_hex_unpadded(arena, digest_of(&text, 1));
}

static bool matches(Scene *scene, Text path, Text stored)
{
    bool same = false;
    assert_succeeds(checksum_matches_file(scene->arena, path, stored, &same, &scene->error),
                    &scene->error);
    return same;
}

/* The file matches its own checksum and those of its variants, and none of another text. */
static void check_content(Scene *scene, Text content, const char *what)
{
    ArenaMark mark = arena_mark(scene->arena);
    Text path = scene_write(scene, "file.sql", content);
    Text variants[] = {content, replaced(scene->arena, content, "\r\n", "\n"),
                       replaced(scene->arena, content, "\n", "\r\n")};
    for (size_t i = 0; i < COUNT(variants); i++) {
        expect(matches(scene, path, checksum_of(scene->arena, variants[i])), "%s, variant %zu",
               what, i);
        expect(matches(scene, path, unpadded(scene->arena, variants[i])),
               "%s, variant %zu unpadded", what, i);
    }
    Text longer = text_format(scene->arena, "%.*s ", TEXT_ARG(content));
    expect(!matches(scene, path, checksum_of(scene->arena, longer)), "%s, a blank more", what);
    if (content.length) {
        Text cut = text_slice(content, 0, content.length - 1);
        Text cut_lf = replaced(scene->arena, cut, "\r\n", "\n");
        bool only_line_end = text_equal(cut_lf, variants[1]) || text_equal(cut, variants[1]);
        expect(only_line_end || !matches(scene, path, checksum_of(scene->arena, cut)),
               "%s, the last byte less", what);
    }
    arena_rewind(scene->arena, mark);
}

static void line_ends(void **state)
{
    static const char *const contents[] = {
        "",     "a",       "a\n",    "a\r\n",        "a\r\nb\nc\r\n", "a\n\r\nb",
        "\r",   "a\r",     "a\rb\r", "a\r\r\nb",     "\r\n\r\n",      "\n\n",
        "\n\r", "a\r\n\r", "\r\r\r", "\n\r\n\r\r\n", "x\r\ny\rz\n",
    };
    for (size_t i = 0; i < COUNT(contents); i++)
        check_content(*state, text_from(contents[i]), contents[i]);
}

/* Files are read in pieces of 32 KiB: line ends around a piece's end, and files that end there. */
static void line_ends_where_pieces_meet(void **state)
{
    Scene *scene = *state;
    enum { PIECE = 32 * 1024 };
    static const char *const ends[] = {"\n",   "\r",   "\r\n", "\r\r\n",
                                       "\n\r", "\r\r", "\n\n", "\r\nx"};
    static const size_t sizes[] = {PIECE - 1, PIECE, PIECE + 1, PIECE + 2, 2 * PIECE};
    for (size_t s = 0; s < COUNT(sizes); s++)
        for (size_t e = 0; e < COUNT(ends); e++)
            for (size_t before = 0; before <= 3; before++) {
                ArenaMark mark = arena_mark(scene->arena);
                char *bytes = arena_alloc(scene->arena, sizes[s] + 8);
                memset(bytes, 'x', sizes[s]);
                memcpy(bytes + 10, "\r\n", 2); /* so that the variants differ */
                memcpy(bytes + 20, "y\n", 2);
                size_t length = strlen(ends[e]);
                size_t at = (sizes[s] < PIECE + 2 ? sizes[s] : sizes[s] / 2) - before;
                if (at + length > sizes[s])
                    at = sizes[s] - length; /* the file ends with it */
                memcpy(bytes + at, ends[e], length);
                Text what = text_format(scene->arena, "%zu bytes, end %zu at %zu", sizes[s], e, at);
                check_content(scene, (Text){bytes, sizes[s]}, what.data);
                arena_rewind(scene->arena, mark);
            }
}

static void random_line_ends(void **state)
{
    Scene *scene = *state;
    Dice dice = {8};
    for (size_t round = 0; round < 300; round++) {
        char bytes[40];
        size_t length = dice_roll(&dice, sizeof bytes);
        for (size_t i = 0; i < length; i++)
            bytes[i] = "\r\n\r\nab"[dice_roll(&dice, 6)];
        check_content(scene, (Text){bytes, length}, "random");
    }
}

static void bytes_that_are_not_utf8(void **state)
{
    Scene *scene = *state;
    static const char *const contents[] = {"caf\xE9\r\n", "\xFF\xFE\n", "a\xE2\x82\n"};
    for (size_t i = 0; i < COUNT(contents); i++) {
        Text content = text_from(contents[i]);
        Text path = scene_write(scene, "file.sql", content);
        Text as_node = utf8_replace_invalid(scene->arena, content);
        assert_true(matches(scene, path, checksum_of(scene->arena, content)));
        assert_true(matches(scene, path, checksum_of(scene->arena, as_node)));
        assert_true(matches(scene, path, unpadded(scene->arena, as_node)));
        assert_true(matches(
            scene, path, checksum_of(scene->arena, replaced(scene->arena, as_node, "\r\n", "\n"))));
        assert_false(matches(scene, path, checksum_of(scene->arena, TEXT("caf\n"))));
    }
}

static void what_never_matches(void **state)
{
    Scene *scene = *state;
    Text content = TEXT("\xEF\xBB\xBFSELECT 1;\n");
    Text path = scene_write(scene, "file.sql", content);
    Text sum = checksum_of(scene->arena, content);
    char *upper = text_cstr(scene->arena, sum);
    for (char *c = upper; *c; c++)
        *c = *c >= 'a' && *c <= 'f' ? (char)(*c - 32) : *c;
    Text cases[] = {
        TEXT(""),
        TEXT("x"),
        text_from(upper),
        text_slice(sum, 0, 63),
        text_format(scene->arena, "%.*s0", TEXT_ARG(sum)),
        checksum_of(scene->arena, text_slice(content, 3, content.length)), /* the mark counts */
        checksum_of(scene->arena, TEXT("\xEF\xBB\xBFSELECT 1;")),          /* so does the end */
        checksum_of(scene->arena, TEXT("\xEF\xBB\xBFSELECT 1;\n\n")),
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(!matches(scene, path, cases[i]), "case %zu", i);
}

static void a_file_that_cannot_be_read(void **state)
{
    Scene *scene = *state;
    bool same = true;
    assert_fails(checksum_matches_file(scene->arena, scene_path(scene, "none"), TEXT("x"), &same,
                                       &scene->error),
                 &scene->error, ERROR_D1007);
    assert_fails(
        checksum_matches_file(scene->arena, scene->folder, TEXT("x"), &same, &scene->error),
        &scene->error, ERROR_D1007);
}

static void a_checksum_has_64_digits(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_text(checksum_of(arena, TEXT("-- This is an empty migration.")),
                "122d743a0403e77ad7e0ed9447f5b8826f2fbdbc55612d936eff004dd13c2eec");
}

static void a_script_at_hand(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Text script = TEXT("SELECT 1;\r\nSELECT 2;\n");
    static const struct {
        const char *hashed;
        bool matches;
    } cases[] = {
        {"SELECT 1;\r\nSELECT 2;\n", true},
        {"SELECT 1;\nSELECT 2;\n", true},
        {"SELECT 1;\r\r\nSELECT 2;\r\n", true}, /* each LF as CRLF */
        {"SELECT 1;\nSELECT 2;", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(
            checksum_matches_text(arena, script, checksum_of(arena, text_from(cases[i].hashed))) ==
                cases[i].matches,
            "case %zu", i);
    assert_false(checksum_matches_text(arena, script, TEXT("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(line_ends),
        TEST(line_ends_where_pieces_meet),
        TEST(random_line_ends),
        TEST(bytes_that_are_not_utf8),
        TEST(what_never_matches),
        TEST(a_file_that_cannot_be_read),
        TEST(a_checksum_has_64_digits),
        TEST(a_script_at_hand),
    };
    return RUN_TESTS(tests);
}
