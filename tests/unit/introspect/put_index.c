/* introspect/put_index.c */
#include "introspect/pulling.h"

static void what_is_usual_is_not_said(void **state)
{
    static const Pulling rows[] = {
        {"postgresql",
         "model A {\n a Int @id\n b Int @unique\n c Int\n @@index([b, c])\n @@unique([c, b])\n}",
         "",
         "model A {\n  a Int @id\n  b Int @unique\n  c Int\n\n"
         "  @@unique([c, b])\n  @@index([b, c])\n}"},
        {"postgresql",
         "model A {\n a Int @id(map: `key`)\n b Int @unique(map: `only`, sort: Desc)\n c Json\n"
         " @@index([c(ops: JsonbPathOps)], type: Gin, map: `inside`)\n @@index([b(sort: Desc), a])\n"
         " @@index([a], type: Hash)\n}",
         "",
         "model A {\n  a Int  @id(map: `key`)\n  b Int  @unique(map: `only`, sort: Desc)\n"
         "  c Json\n\n"
         "  @@index([c(ops: JsonbPathOps)], map: `inside`, type: Gin)\n"
         "  @@index([b(sort: Desc), a])\n  @@index([a], type: Hash)\n}"},
        {"sqlite", "model A {\n a Int\n b Int\n @@id([a, b])\n}", "",
         "model A {\n  a Int\n  b Int\n\n  @@id([a, b])\n}"},
        {"postgresql 7",
         "model A {\n a Int @id\n b Int\n @@index([b], where: raw(`b > 0`), map: `some`)\n}", "",
         /* as a database tells it */
         "model A {\n  a Int @id\n  b Int\n\n"
         "  @@index([b], map: `some`, where: raw(`(b > 0)`))\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void their_order_stays(void **state)
{
    static const Pulling rows[] = {
        {"postgresql",
         "model A {\n a Int @id\n b Int\n c Int\n @@index([a, b])\n @@index([b, c])\n"
         " @@index([a, c])\n}",
         "model A {\n a Int @id\n b Int\n c Int\n @@index([a, c])\n @@index([b, c])\n}",
         "model A {\n  a Int @id\n  b Int\n  c Int\n\n"
         "  @@index([a, c])\n  @@index([b, c])\n  @@index([a, b])\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

/* The names that a client has to use are those of the fields. */
static void columns_have_the_names_of_their_fields(void **state)
{
    static const Pulling rows[] = {
        {"postgresql", "model A {\n id Int @id\n b Int @map(`b-2`)\n @@index([id, b])\n}", "",
         "model A {\n  id  Int @id\n  b_2 Int @map(`b-2`)\n\n  @@index([id, b_2])\n}"},
        {"postgresql", "model A {\n id Int @id\n b Int\n @@index([id, b])\n}",
         "model A {\n id Int @id\n second Int @map(`b`)\n}",
         "model A {\n  id     Int @id\n  second Int @map(`b`)\n\n  @@index([id, second])\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_usual_is_not_said),
        TEST(their_order_stays),
        TEST(columns_have_the_names_of_their_fields),
    };
    return RUN_TESTS(tests);
}
