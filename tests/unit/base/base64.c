/* base/base64.h */
#include "base/base64.h"

#include "support.h"

/* The vectors of RFC 4648, section 10, and what is none. */
static void the_table(void **state)
{
    static const struct {
        const char *text, *bytes; /* NULL: no base64 */
    } cases[] = {
        {"", ""},
        {"Zg==", "f"},
        {"Zm8=", "fo"},
        {"Zm9v", "foo"},
        {"Zm9vYg==", "foob"},
        {"Zm9vYmE=", "fooba"},
        {"Zm9vYmFy", "foobar"},
        {"/+8=", "\xFF\xEF"},
        {"Zg", NULL},
        {"Zg=", NULL},
        {"Z", NULL},
        {"=", NULL},
        {"Z===", NULL},
        {"Zm9v!", NULL},
        {"Zm9vZg==Zg==", NULL},
        {"-_8=", NULL},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text bytes = TEXT("");
        bool valid = base64_decode(arena, text_from(cases[i].text), &bytes);
        expect(valid == (cases[i].bytes != NULL), "%s", cases[i].text);
        if (valid)
            assert_text(bytes, cases[i].bytes);
    }
}

static void zero_is_a_byte(void **state)
{
    Text bytes = TEXT("");
    assert_true(base64_decode(((Scene *)*state)->arena, TEXT("AAAA"), &bytes));
    assert_int_equal(bytes.length, 3);
    assert_memory_equal(bytes.data, "\0\0\0", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(zero_is_a_byte),
    };
    return RUN_TESTS(tests);
}
