/* cli/excerpt.h */
#include "cli/excerpt.h"

#include "support.h"

static const ExcerptLook plain = {.gutter = 2, .width = 60, .dim = "", .mark = "", .plain = ""};

typedef struct Case {
    const char *line;
    const char *part; /* of it, that is marked; an empty one is at the end */
    const char *shown;
} Case;

static void check_cases(Scene *scene, const ExcerptLook *look, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Buffer out = BUFFER(scene->arena);
        Text line = text_from(cases[i].line);
        Text part = text_from(cases[i].part);
        size_t start = part.length ? (size_t)text_find(line, cases[i].part) : line.length;
        excerpt_add(&out, look, 7, line, start, start + part.length);
        Text shown = buffer_text(&out);
        expect(text_is(shown, cases[i].shown), "'%s':\n%.*s", cases[i].line, TEXT_ARG(shown));
    }
}

static void marks_stand_under_their_text(void **state)
{
    static const Case cases[] = {
        {"a b c", "b", "   7 | a b c\n     |   ^\n"},
        {"name Strin", "Strin", "   7 | name Strin\n     |      ^^^^^\n"},
        {"a b", "", "   7 | a b\n     |    ^\n"},
        {"", "", "   7 |\n     | ^\n"},
        /* tabs */
        {"\ta\tb", "b", "   7 |     a   b\n     |         ^\n"},
        {"a\tb", "\t", "   7 | a   b\n     |  ^^^\n"},
        /* wide, and joined to the character before */
        {"\u65e5\u672c x", "x", "   7 | \u65e5\u672c x\n     |      ^\n"},
        {"a \u65e5\u672c x", "\u672c", "   7 | a \u65e5\u672c x\n     |     ^^\n"},
        {"e\u0301e\u0301 x", "x", "   7 | e\u0301e\u0301 x\n     |    ^\n"},
        {"\u00e9 x", "x", "   7 | \u00e9 x\n     |   ^\n"},
        /* what would control the terminal */
        {"a\033[31m x", "x", "   7 | a\uFFFD[31m x\n     |        ^\n"},
        {"a\u202eb x", "x", "   7 | a\uFFFDb x\n     |     ^\n"},
        {"a\rb x", "x", "   7 | a\uFFFDb x\n     |     ^\n"},
    };
    check_cases(*state, &plain, cases, COUNT(cases));
}

static void secrets_are_hidden(void **state)
{
    static const Case cases[] = {
        {"url = \"pg://u:secret@h/d\" // x", "\"pg://u:secret@h/d\"",
         "   7 | url = \"pg://u:***@h/d\" // x\n     |       ^^^^^^^^^^^^^^^^\n"},
        {"url = \"pg://u:secret@h/d\" // x", "// x",
         "   7 | url = \"pg://u:***@h/d\" // x\n     |                        ^^^^\n"},
        {"url = \"pg://u:s@h/d\" x", "url", "   7 | url = \"pg://u:***@h/d\" x\n     | ^^^\n"},
    };
    check_cases(*state, &plain, cases, COUNT(cases));
}

static void long_lines_are_cut_around_the_marks(void **state)
{
    const ExcerptLook narrow = {.gutter = 1, .width = 31, .dim = "", .mark = "", .plain = ""};
    static const Case cases[] = {
        {"0123456789012345678901234", "4567",
         "  7 | 0123456789012345678901234\n"
         "    |     ^^^^\n"},
        {"ab cdefghijklmnopqrstuvwxyz0123456789", "ab",
         "  7 | ab cdefghijklmnopqrstuvw\u2026\n    | ^^\n"},
    };
    check_cases(*state, &narrow, cases, 1);
    check_cases(*state, &narrow, cases + 1, 1);

    Scene *scene = *state;
    Buffer line = BUFFER(scene->arena);
    for (int i = 0; i < 100000; i++)
        buffer_add_string(&line, "0123456789 ");
    Text text = buffer_text(&line);
    size_t starts[] = {0, 500, 50000, text.length - 5, text.length};
    for (size_t i = 0; i < COUNT(starts); i++) {
        Buffer out = BUFFER(scene->arena);
        size_t end = starts[i] + 5 < text.length ? starts[i] + 5 : text.length;
        excerpt_add(&out, &plain, 7, text, starts[i], end);
        Text shown = buffer_text(&out);
        Text code = text_cut(&shown, '\n');
        Text marks = text_cut(&shown, '\n');
        expect(code.length < 80 && marks.length <= 60, "%zu: %.*s", starts[i], TEXT_ARG(code));
        expect(text_contains(marks, end > starts[i] ? "^^^^^" : "^"), "%zu", starts[i]);
        if (end == starts[i])
            continue;
        /* what stands above the marks; the sign for what is cut has three bytes */
        size_t column = (size_t)text_find_char(marks, '^') + (starts[i] ? 2 : 0);
        Text marked = text_slice(code, column, column + 5);
        assert_same_text(marked, text_slice(text, starts[i], end));
    }
}

/* Random bytes at random places: whatever is shown is as wide as the terminal at most. */
static void anything_can_be_shown(void **state)
{
    Scene *scene = *state;
    Dice dice = {3};
    for (int round = 0; round < 3000; round++) {
        static const char *const parts[] = {"a",  " ",    "\t",      "\u65e5", "e\u0301",
                                            "\"", "\033", "://u:p@", "\u202e"};
        Buffer line = BUFFER(scene->arena);
        Buffer out = BUFFER(scene->arena);
        ExcerptLook look = plain;
        look.width = dice_roll(&dice, 80);
        for (uint64_t i = dice_roll(&dice, 60); i > 0; i--)
            buffer_add_string(&line, parts[dice_roll(&dice, COUNT(parts))]);
        Text text = buffer_text(&line);
        size_t start = (size_t)dice_roll(&dice, text.length + 1);
        size_t end = start + (size_t)dice_roll(&dice, text.length - start + 1);
        excerpt_add(&out, &look, 7, text, start, end);
        Text shown = buffer_text(&out);
        assert_true(text_find_char(shown, '\033') < 0);
        assert_true(text_contains(shown, "^"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(marks_stand_under_their_text),
        TEST(secrets_are_hidden),
        TEST(long_lines_are_cut_around_the_marks),
        TEST(anything_can_be_shown),
    };
    return RUN_TESTS(tests);
}
