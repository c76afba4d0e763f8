/* sql/likeness.h */
#include "sql/likeness.h"

#include "support.h"

static void of_names(void **state)
{
    static const struct {
        const char *a, *b;
        int likeness;
    } cases[] = {
        {"", "", 100},
        {"a", "", 0},
        {"a", "a", 100},
        {"Name", "name", 100},
        {"name", "names", 80},
        {"abcd", "abxd", 75},
        {"abcd", "wxyz", 0},
        {"ab", "ba", 0},
        /* words in common, however they are written */
        {"firstName", "first_name", 100},
        {"first_name", "NAME_FIRST", 100},
        {"firstName", "givenName", 56},
        {"name", "full_name", 50},
        {"address1", "address2", 100},
        {"userID", "user_id", 100},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text a = text_from(cases[i].a);
        Text b = text_from(cases[i].b);
        int found = names_likeness(a, b);
        expect(found == cases[i].likeness, "%s, %s: %d", cases[i].a, cases[i].b, found);
        expect(names_likeness(b, a) == found, "%s, %s: not the other way round", cases[i].a,
               cases[i].b);
    }
}

static void very_long_names_are_the_same_or_not(void **state)
{
    Scene *scene = *state;
    Buffer name = BUFFER(scene->arena);
    for (int i = 0; i < 200; i++)
        buffer_add_char(&name, 'x');
    Text text = buffer_text(&name);
    assert_int_equal(names_likeness(text, text), 100);
    assert_int_equal(names_likeness(text, text_slice(text, 0, 199)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_names),
        TEST(very_long_names_are_the_same_or_not),
    };
    return RUN_TESTS(tests);
}
