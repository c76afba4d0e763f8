/* psl/format/name.c */
#include "psl/format/formatting.h"
#include "support.h"

static const char *const camel_cases[][2] = {
    {"User", "user"},
    {"UserProfile", "userProfile"},
    {"user_profile", "userProfile"},
    {"FOO_BAR", "fooBar"},
    {"a__b_", "aB"},
    {"User-Profile", "userProfile"},
    {"HTTPServer", "httpserver"},
    {"XMLHttp", "xmlhttp"},
    {"FooBAR", "fooBAR"},
    {"FooBARBaz", "fooBARBaz"},
    {"ABcD", "abcD"},
    {"abCDe", "abCDe"},
    {"User2fa", "user2Fa"},
    {"A1B", "a1B"},
    {"OAuth2Token", "oauth2Token"},
    {"UserDATA_x", "userDATAX"},
    /* Letters beyond ASCII stay; they do tell where words begin. */
    {"\xC3\x89"
     "cole",
     "\xC3\x89"
     "cole"},
    {"Ecol\xC3\xA9"
     "B",
     "ecol\xC3\xA9"
     "B"},
    {"a\xC3\x89"
     "B",
     "a\xC3\x89"
     "B"},
};

static void camel_case(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(camel_cases); i++)
        assert_text(name_camel_case(scene->arena, text_from(camel_cases[i][0])), camel_cases[i][1]);
}

/* Names, with a small and with a large first letter. */
static const char *const first_letters[][3] = {
    {"User", "user", "User"},
    {"aB", "aB", "AB"},
    {"1a", "1a", "1a"},
    {"\xC3\x89t", "\xC3\xA9t", "\xC3\x89t"},                      /* e with acute */
    {"\xC3\xBFt", "\xC3\xBFt", "\xC5\xB8t"},                      /* y with diaeresis */
    {"\xC5\x82", "\xC5\x82", "\xC5\x81"},                         /* Polish l */
    {"\xD0\x96\xD0\x96", "\xD0\xB6\xD0\x96", "\xD0\x96\xD0\x96"}, /* Cyrillic zhe */
    {"\xCF\x89", "\xCF\x89", "\xCE\xA9"},                         /* omega */
    {"\xE1\xBA\xA4", "\xE1\xBA\xA5", "\xE1\xBA\xA4"},             /* Vietnamese a */
    {"\xE5\x90\x8D", "\xE5\x90\x8D", "\xE5\x90\x8D"},             /* no case */
};

static void first_letter(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(first_letters); i++) {
        Text name = text_from(first_letters[i][0]);
        assert_text(name_uncapitalized(scene->arena, name), first_letters[i][1]);
        assert_text(name_capitalized(scene->arena, name), first_letters[i][2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(camel_case), TEST(first_letter)};
    return RUN_TESTS(tests);
}
