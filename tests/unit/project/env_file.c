/* project/env_file.h. The expected values of the table of parsing are what dotenv 16.6.1 gives,
 * those of expansion what `prisma db seed` of 6.19.3 hands to the seed command. */
#include "project/env_file.h"

#include "support.h"

/* The pairs as "NAME=value|NAME=value". */
static Text shown(Arena *arena, const EnvPairs *pairs)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < pairs->count; i++) {
        buffer_add_string(&out, i ? "|" : "");
        buffer_add(&out, pairs->items[i].name);
        buffer_add_char(&out, '=');
        buffer_add(&out, pairs->items[i].value);
    }
    return buffer_text(&out);
}

static void values_are_those_of_dotenv(void **state)
{
    static const struct {
        const char *source, *expected;
    } cases[] = {
        {"A=1", "A=1"},
        {"A = 1 ", "A=1"},
        {"\tA\t=\t1\t", "A=1"},
        {"export A=1", "A=1"},
        {"export   export=1", "export=1"},
        {"export =1", "export=1"},
        {"export\nA=1", "A=1"},
        {"exportA=1", "exportA=1"},
        {"export A", ""},
        {"export A B=1", ""},
        {"A: 1", "A=1"},
        {"A:1", ""},
        {"A :1", ""},
        {"A:\nv", "A=v"},
        {"A: \nv", "A="},
        {"A:\n\nB=1", "A=|B=1"},
        {"A:\n#c\nB=1", "A=|B=1"},
        {"A\n=v", "A=v"},
        {"A=\n'x'", "A=x"},
        {"A=\nB=1", "A=|B=1"},
        {"A=\n\n\nB=1", "A=|B=1"},
        {"A==1", "A==1"},
        {"A= =1", "A==1"},
        {"A=1=2", "A=1=2"},
        {"=1", ""},
        {"A.B-C=1", "A.B-C=1"},
        {"1A=2", "1A=2"},
        {"A", ""},
        {"A\nB=1", "B=1"},
        {"A=1\nA=2", "A=2"},
        {"#A=1", ""},
        {"  # A=1\nB=2", "B=2"},
        {"A=#c\nB=1", "A=|B=1"},
        {"A= #c", "A="},
        {"A=a#b", "A=a"},
        {"A=a b c  # d", "A=a b c"},
        {"A='a#b' # c", "A=a#b"},
        {"A=\"a\" #b", "A=a"},
        {"A='x'#c", "A=x"},
        {"A=1;B=2", "A=1;B=2"},
        {"A=''", "A="},
        {"A=\"\"", "A="},
        {"A=``", "A="},
        {"A=\"", "A=\""},
        {"A='", "A='"},
        {"A=\"a\nb\nc\"\nB=2", "A=a\nb\nc|B=2"},
        {"A='a\n\n\nb'", "A=a\n\n\nb"},
        {"A='a\r\nb'", "A=a\nb"},
        {"A=x\rB=y", "A=x|B=y"},
        {"A=\"a#\nb\"", "A=a#\nb"},
        {"A='a'b'c'", "A=a'b'c"},
        {"A='x' y", "A='x' y"},
        {"A=\"x\" \"y\"", "A=x\" \"y"},
        {"A=\"a\nB=\"b\"\nC=3", "A=\"a|B=b|C=3"},
        {"A=`a'b\"c`", "A=a'b\"c"},
        {"A='it\\'s'", "A=it\\'s"},
        {"A=\"a\\\"b\"", "A=a\\\"b"},
        {"A=\"a\\\"b\"c", "A=\"a\\\"b\"c"},
        {"A=\"a\\\" # x\nB=1", "A=a\\|B=1"},
        {"A=\"x\\\"\ny", "A=x\\"},
        {"A=\"\\\"\"", "A=\\\""},
        {"A=\"\\\"", "A=\\"},
        {"A=\"\\n\\r\\t\"", "A=\n\r\\t"},
        {"A='\\n'", "A=\\n"},
        {"A=\\n", "A=\\n"},
        {"A=\"a\\\\nb\"", "A=a\\\nb"},
        {"A=\"\\n", "A=\"\n"},
        {"\357\273\277A=1", "A=1"},
        {"A=\302\240x\343\200\200", "A=x"},
        {"A=1 # c\342\200\250B=2", "A=1|B=2"},
        {"A=b\342\200\250'q'", "A=b\342\200\250q"},
        {"A=$x ${y}", "A=$x ${y}"},
        {"A=\"${x}\"", "A=${x}"},
        {"__proto__=1\nA=2", "A=2"},
        {"A=\303\251", "A=\303\251"},
        {"A=\360\237\230\200", "A=\360\237\230\200"},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        EnvPairs pairs;
        env_file_parse(arena, text_from(cases[i].source), &pairs);
        Text found = shown(arena, &pairs);
        expect(text_is(found, cases[i].expected), "case %zu: '%.*s' is not '%s'", i,
               TEXT_ARG(found), cases[i].expected);
    }
}

static void bytes_that_are_not_utf8_are_replaced(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    EnvPairs pairs;
    env_file_parse(arena, TEXT("A=x\xFFy\nB=\0z"), &pairs);
    assert_int_equal(pairs.count, 2);
    assert_text(pairs.items[0].value, "x\xEF\xBF\xBDy");
    assert_same_text(pairs.items[1].value, TEXT("\0z"));
}

static void pairs_know_their_lines(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    EnvPairs pairs;
    env_file_parse(arena, TEXT("# one\r\n\r\nA='x\r\ny'\r\n  export B=1\r\nC\n=2"), &pairs);
    assert_int_equal(pairs.count, 3);
    assert_int_equal(pairs.items[0].line, 3);
    assert_int_equal(pairs.items[1].line, 5);
    assert_int_equal(pairs.items[2].line, 6);
}

/* An environment with P=proc and Q=${A}. */
static Environment process(Arena *arena)
{
    Environment environment = {MAP(arena)};
    environment_set(&environment, TEXT("P"), TEXT("proc"));
    environment_set(&environment, TEXT("Q"), TEXT("o${A}"));
    return environment;
}

typedef struct Expansion {
    const char *source, *name, *expected;
} Expansion;

static void check_expansions(Arena *arena, const Expansion *cases, size_t count, unsigned how)
{
    for (size_t i = 0; i < count; i++) {
        Error error = {.arena = arena};
        Environment environment = process(arena);
        EnvPairs pairs;
        env_file_parse(arena, text_from(cases[i].source), &pairs);
        assert_succeeds(env_pairs_merge(arena, &pairs, how, &environment, &error), &error);
        const Text *value = environment_get(&environment, cases[i].name);
        expect(value && text_is(*value, cases[i].expected), "case %zu: '%.*s' is not '%s'", i,
               value ? (int)value->length : 0, value ? value->data : "", cases[i].expected);
    }
}

static void braces_are_expanded_as_prisma_does(void **state)
{
    static const Expansion cases[] = {
        {"A=a\nB=x${A}y", "B", "xay"},
        {"B=x${A}y\nA=a", "B", "xay"},
        {"A=a\nB=$A", "B", "$A"},
        {"A=a\nB=\\${A}", "B", "${A}"},
        {"A=a\nB=\\${A} ${A}", "B", "a ${A}"},
        {"A=a\nB=${A} \\${A}", "B", "a ${A}"},
        {"A=a\nB=\\\\${A}", "B", "\\${A}"},
        {"A=a\nB=$${A}", "B", "$a"},
        {"B=${NOBODY}-${A:-d}-${}", "B", "-${A:-d}-"},
        {"A=a\nB='${A}'", "B", "a"},
        {"A=a\nB=\"${A}\\n${A}\"", "B", "a\na"},
        {"A=${B}\nB=${C}\nC=end", "A", "end"},
        {"P=file\nB=${P}", "B", "proc"},
        {"P=file\nB=${P}", "P", "proc"},
        {"A=a\nQ=file", "Q", "oa"},
        {"A=a", "Q", "o${A}"},
        {"A=a\nB=${Q}", "B", "oa"},
        {"A=\\${X}\nB=${A}\nX=x", "B", "${X}"},
        {"W=pa$$wo$&rd\nB=u:${W}@h", "B", "u:pa$wo${W}rd@h"},
        {"W=$1$'\nB=<${W}>", "B", "<$1>>"},
        {"W=$`\nB=<${W}>", "B", "<<>"},
    };
    check_expansions(((Scene *)*state)->arena, cases, COUNT(cases), ENV_EXPAND);
}

static void shell_style_is_that_of_dotenv_expand(void **state)
{
    static const Expansion cases[] = {
        {"A=a\nB=$A-${A}", "B", "a-a"},
        {"A=a\nB=\\$A", "B", "$A"},
        {"B=${N:-def}", "B", "def"},
        {"A=a\nB=${N:-${A}}", "B", "a"},
        {"A=a\nB=${N:-$A}", "B", "a"},
        {"A=a\nB=${A:+yes}${N:+no}", "B", "yes"},
        {"B=${N-d-e}", "B", "d-e"},
        {"B=$C\nC=late", "B", "late"},
        {"B=$B", "B", ""},
        {"B=x$5y$", "B", "x$5y$"},
        {"A=a\nB=$Q", "B", "oa"},
        {"B=p${}q", "B", "p${}q"},
        {"P=file\nB=$P", "B", "proc"},
    };
    check_expansions(((Scene *)*state)->arena, cases, COUNT(cases), ENV_EXPAND_SHELL);
}

static void plain_values_stay_as_they_are(void **state)
{
    static const Expansion cases[] = {
        {"A=a\nB=${A}$A\\$A", "B", "${A}$A\\$A"},
        {"P=file", "P", "proc"},
    };
    check_expansions(((Scene *)*state)->arena, cases, COUNT(cases), ENV_PLAIN);
}

static void values_of_the_file_may_win(void **state)
{
    static const Expansion cases[] = {
        {"P=file", "P", "file"},
        {"P=${Q}\nA=a", "P", "${Q}"},
    };
    check_expansions(((Scene *)*state)->arena, cases, COUNT(cases), ENV_OVERRIDE);
}

static void circles_and_bombs_fail(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Buffer bomb = BUFFER(arena);
    Buffer chain = BUFFER(arena);
    buffer_add_string(&bomb, "A0=xxxxxxxxxxxxxxxx\n");
    for (int i = 0; i < 60; i++)
        buffer_add_format(&bomb, "A%d=${A%d}${A%d}\n", i + 1, i, i);
    for (int i = 0; i < 10000; i++)
        buffer_add_format(&chain, "A%d=${A%d}\n", i, i + 1);
    Text sources[] = {TEXT("X=1\nA=${A}"), TEXT("A=x${B}\nB=${C}\nC=${A}"), buffer_text(&bomb),
                      buffer_text(&chain)};
    for (size_t i = 0; i < COUNT(sources); i++) {
        Error error = {.arena = arena};
        Environment environment = {MAP(arena)};
        EnvPairs pairs;
        env_file_parse(arena, sources[i], &pairs);
        assert_fails(env_pairs_merge(arena, &pairs, ENV_EXPAND, &environment, &error), &error,
                     ERROR_D1007);
        assert_true(error.line > 0);
    }
}

static void files_are_loaded_one_after_the_other(void **state)
{
    Scene *scene = *state;
    Environment environment = process(scene->arena);
    Text root = scene_write(scene, ".env",
                            TEXT("\xEF\xBB\xBF"
                                 "A=root\nP=root\n"));
    Text second = scene_write(scene, "prisma/.env", TEXT("A=second\r\nB=${A}\r\n"));
    bool found;
    assert_succeeds(
        env_file_load(scene->arena, root, ENV_EXPAND, &environment, &found, &scene->error),
        &scene->error);
    assert_true(found);
    assert_succeeds(
        env_file_load(scene->arena, second, ENV_EXPAND, &environment, &found, &scene->error),
        &scene->error);
    assert_text(*environment_get(&environment, "A"), "root");
    assert_text(*environment_get(&environment, "B"), "root");
    assert_text(*environment_get(&environment, "P"), "proc");
}

static void files_that_cannot_be_loaded(void **state)
{
    Scene *scene = *state;
    Environment environment = {MAP(scene->arena)};
    bool found = true;
    Text nowhere = scene_path(scene, "nowhere");
    assert_succeeds(
        env_file_load(scene->arena, nowhere, ENV_PLAIN, &environment, &found, &scene->error),
        &scene->error);
    assert_false(found);
    assert_fails(
        env_file_load(scene->arena, scene->folder, ENV_PLAIN, &environment, &found, &scene->error),
        &scene->error, ERROR_D1007);
    Text circle = scene_write(scene, ".env", TEXT("\nA=${A}"));
    assert_fails(
        env_file_load(scene->arena, circle, ENV_EXPAND, &environment, &found, &scene->error),
        &scene->error, ERROR_D1007);
    assert_same_text(scene->error.file, circle);
    assert_int_equal(scene->error.line, 2);
}

/* Whatever the bytes, parsing ends, and values are made of what is there. */
static void random_texts_are_read(void **state)
{
    static const char *const parts[] = {
        "A",    "B",       "export ", "=", ":",    " ",  "\n", "\r", "'",   "\"",
        "`",    "\\",      "\\\"",    "#", "${A}", "$B", "${", "}",  "\\n", "\xE2\x80\xA8",
        "\xFF", "\xC2\xA0"};
    (void)state;
    Dice dice = {7};
    for (int round = 0; round < 3000; round++) {
        Arena *arena = arena_new();
        Buffer source = BUFFER(arena);
        for (uint64_t i = 0; i < 40; i++)
            buffer_add_string(&source, parts[dice_roll(&dice, COUNT(parts))]);
        EnvPairs pairs;
        env_file_parse(arena, buffer_text(&source), &pairs);
        for (unsigned how = 0; how < 4; how++) {
            Environment environment = {MAP(arena)};
            Error error = {.arena = arena};
            env_pairs_merge(arena, &pairs, how, &environment, &error);
            for (size_t i = 0; i < pairs.count; i++)
                assert_non_null(environment_get_text(&environment, pairs.items[i].name));
        }
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_are_those_of_dotenv),
        TEST(bytes_that_are_not_utf8_are_replaced),
        TEST(pairs_know_their_lines),
        TEST(braces_are_expanded_as_prisma_does),
        TEST(shell_style_is_that_of_dotenv_expand),
        TEST(plain_values_stay_as_they_are),
        TEST(values_of_the_file_may_win),
        TEST(circles_and_bombs_fail),
        TEST(files_are_loaded_one_after_the_other),
        TEST(files_that_cannot_be_loaded),
        TEST(random_texts_are_read),
    };
    return RUN_TESTS(tests);
}
