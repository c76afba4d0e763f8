/* psl/format/plural.c */
#include "psl/format/formatting.h"
#include "support.h"

/* Words and their plurals as Prisma makes them, right or wrong. */
static const char *const cases[][2] = {
    {"user", "users"},
    {"", "s"},
    /* words of their own */
    {"ox", "oxen"},
    {"man", "men"},
    {"human", "humans"},
    {"quiz", "quizzes"},
    {"news", "news"},
    {"information", "information"},
    {"zoology", "zoology"},
    {"accommodation", "accommodation"},
    /* endings */
    {"category", "categories"},
    {"key", "keys"},
    {"colloquy", "colloquies"},
    {"baloney", "balonies"},
    {"honey", "honey"},
    {"valley", "valleys"},
    {"y", "ys"},
    {"box", "boxes"},
    {"boxes", "boxes"},
    {"address", "addresses"},
    {"match", "matches"},
    {"status", "statuses"},
    {"campus", "campuses"},
    {"genus", "genus"},
    {"bus", "buses"},
    {"gas", "gases"},
    {"bias", "bias"},
    {"alias", "aliases"},
    {"atlas", "atlases"},
    {"canvas", "canvas"},
    {"lens", "lens"},
    {"menu", "menus"},
    {"menus", "menus"},
    {"virus", "viri"},
    {"cactus", "cacti"},
    {"cacti", "cacti"},
    {"alga", "algae"},
    {"algae", "algae"},
    {"cherub", "cherubim"},
    {"hero", "heroes"},
    {"photo", "photos"},
    {"datum", "data"},
    {"data", "data"},
    {"medium", "mediums"},
    {"criterion", "criteria"},
    {"analysis", "analyses"},
    {"axis", "axes"},
    {"iris", "irises"},
    {"knife", "knives"},
    {"safe", "safes"},
    {"leaf", "leaves"},
    {"chief", "chiefs"},
    {"index", "indices"},
    {"matrix", "matrices"},
    {"fix", "fixes"},
    {"mouse", "mice"},
    {"mice", "mice"},
    {"slice", "slice"},
    {"house", "houses"},
    {"person", "people"},
    {"people", "people"},
    {"child", "children"},
    {"children", "children"},
    {"bureaux", "bureaux"},
    {"chinese", "chinese"},
    {"cheese", "cheeses"},
    {"us", "us"},
    {"userAddress", "userAddresses"},
    {"\xC3\xA9y", "\xC3\xA9ies"},
};

static void plurals(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(name_plural(scene->arena, text_from(cases[i][0])), cases[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(plurals)};
    return RUN_TESTS(tests);
}
