/* cli/option.h */
#include "cli/option.h"

#include "support.h"

typedef struct Arguments {
    bool force, help;
    Text schema, name;
    int64_t timeout;
    TextList files;
} Arguments;

static const Option options[] = {
    {"force", 'f', OPTION_FLAG, offsetof(Arguments, force), NULL, "x"},
    {"help", 'h', OPTION_FLAG, offsetof(Arguments, help), NULL, "x"},
    {"schema", 0, OPTION_PATH, offsetof(Arguments, schema), "PATH", "x"},
    {"name", 'n', OPTION_TEXT, offsetof(Arguments, name), "NAME", "x"},
    {"timeout", 0, OPTION_DURATION, offsetof(Arguments, timeout), "TIME", "x"},
    {"file", 0, OPTION_PATHS, offsetof(Arguments, files), "PATH", "x"},
    {"skip-generate", 0, OPTION_FLAG, NO_PLACE, NULL, NULL},
    {0},
};

typedef struct Parsed {
    bool good;
    Arguments arguments;
    TextList plain, rest;
} Parsed;

/* Parses words that are parted by "|". */
static Parsed parse(Scene *scene, const char *line)
{
    Parsed parsed = {0};
    TextList words = {0};
    Text left = text_from(line);
    while (left.data && left.length)
        list_add(scene->arena, &words, text_cut(&left, '|'));
    parsed.good = options_parse(scene->arena, options, &words, &parsed.arguments, &parsed.plain,
                                &parsed.rest, &scene->error);
    return parsed;
}

static void every_kind_of_option(void **state)
{
    Parsed parsed = parse(*state, "--force|--schema|a b|-n|x|--timeout=1m30s");
    assert_true(parsed.good);
    assert_true(parsed.arguments.force);
    assert_false(parsed.arguments.help);
    assert_text(parsed.arguments.schema, "a b");
    assert_text(parsed.arguments.name, "x");
    assert_int_equal(parsed.arguments.timeout, 90000);
    assert_int_equal(parsed.plain.count + parsed.rest.count, 0);
}

static void an_option_again_and_again(void **state)
{
    Parsed parsed = parse(*state, "--file|a|x|--file=b|--file|c");
    assert_true(parsed.good);
    assert_int_equal(parsed.arguments.files.count, 3);
    assert_text(parsed.arguments.files.items[1], "b");
    assert_int_equal(parsed.plain.count, 1);
}

static void values_behind_an_equals_sign(void **state)
{
    static const struct {
        const char *line, *name;
    } cases[] = {
        {"--name=x", "x"},
        {"-n=x", "x"},
        {"--name=", ""},
        {"--name=a=b", "a=b"},
        {"--name=-x", "-x"},
        {"--name|-", "-"},
        {"--name|", ""},
        {"--name=a|--name=b", "b"},
        {"--name=--force", "--force"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (text_ends_with(text_from(cases[i].line), "|"))
            continue;
        Parsed parsed = parse(*state, cases[i].line);
        expect(parsed.good, "%s", cases[i].line);
        assert_text(parsed.arguments.name, cases[i].name);
    }
}

static void plain_words_and_the_rest(void **state)
{
    Parsed parsed = parse(*state, "a|--force|b|-|--|c|--help|--|-x");
    assert_true(parsed.good);
    assert_true(parsed.arguments.force);
    assert_false(parsed.arguments.help);
    assert_int_equal(parsed.plain.count, 3);
    assert_text(parsed.plain.items[1], "b");
    assert_text(parsed.plain.items[2], "-");
    assert_int_equal(parsed.rest.count, 4);
    assert_text(parsed.rest.items[0], "c");
    assert_text(parsed.rest.items[2], "--");
}

static void options_that_are_forgotten(void **state)
{
    assert_true(parse(*state, "--skip-generate|--telemetry-information|x|--preview-feature|"
                              "--experimental|--early-access|--telemetry-information=y")
                    .good);
}

static void mistakes(void **state)
{
    Scene *scene = *state;
    static const char *const lines[] = {
        "--nope",         "-x",        "-fh",         "--",       "--name",      "-n",
        "--name|--force", "--name|-f", "--force=yes", "-f=1",     "--timeout|x", "--timeout=-1",
        "--timeout=",     "--Force",   "--schem",     "---force", "--=x",        "-=x",
        "--name|--",
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        bool only_dashes = text_is(text_from(lines[i]), "--");
        Parsed parsed = parse(scene, lines[i]);
        expect(parsed.good == only_dashes, "%s", lines[i]);
        expect(parsed.good || scene->error.code == ERROR_D1001, "%s", lines[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_option),         TEST(an_option_again_and_again),
        TEST(values_behind_an_equals_sign), TEST(plain_words_and_the_rest),
        TEST(options_that_are_forgotten),   TEST(mistakes),
    };
    return RUN_TESTS(tests);
}
