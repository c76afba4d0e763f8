/* introspect/join_table.c */
#include "introspect/pulling.h"

#define TABLE(name, rest) \
    "model A {\n id Int @id\n x T[]\n}\nmodel B {\n id Int @id\n y T[]\n}\n" \
    "model T {\n A Int\n B Int\n a A @relation(fields: [A], references: [id])\n" \
    " b B @relation(fields: [B], references: [id])\n " rest "\n @@map(`" name "`)\n}"

static void a_table_as_prisma_makes_it_is_a_relation(void **state)
{
    static const Pulling rows[] = {
        {"postgresql", "model A {\n id Int @id\n b B[]\n}\nmodel B {\n id Int @id\n a A[]\n}", "",
         "model A {\n  id Int @id\n  B  B[]\n}\n\nmodel B {\n  id Int @id\n  A  A[]\n}"},
        {"sqlite", "model A {\n id Int @id\n b B[]\n}\nmodel B {\n id Int @id\n a A[]\n}", "",
         "model A {\n  id Int @id\n  B  B[]\n}\n\nmodel B {\n  id Int @id\n  A  A[]\n}"},
        {"postgresql",
         "model A {\n id Int @id\n b B[] @relation(`Has`)\n}\n"
         "model B {\n id Int @id\n a A[] @relation(`Has`)\n}",
         "",
         "model A {\n  id Int @id\n  B  B[] @relation(`Has`)\n}\n\n"
         "model B {\n  id Int @id\n  A  A[] @relation(`Has`)\n}"},
        /* of a table with itself */
        {"postgresql",
         "model A {\n id Int @id\n b A[] @relation(`Has`)\n c A[] @relation(`Has`)\n}", "",
         "model A {\n  id  Int @id\n  A_A A[] @relation(`Has`)\n  A_B A[] @relation(`Has`)\n}"},
        /* names of fields stay */
        {"postgresql", "model A {\n id Int @id\n b B[]\n}\nmodel B {\n id Int @id\n a A[]\n}",
         "model A {\n id Int @id\n many B[]\n}\nmodel B {\n id Int @id\n others A[]\n}",
         "model A {\n  id   Int @id\n  many B[] @relation(`AToB`)\n}\n\n"
         "model B {\n  id     Int @id\n  others A[] @relation(`AToB`)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

/* How many models there are, and whether one of them is the table's. */
static bool is_model(Scene *scene, const char *database)
{
    const Introspection *pulled =
        pull(scene, "postgresql", database_of(scene, "postgresql", database), "");
    return text_contains(blocks_of(pulled), "@@map(\"_");
}

static void others_are_models(void **state)
{
    Scene *scene = *state;
    assert_false(is_model(scene, TABLE("_AToB", "@@unique([A, B])\n @@index([B])")));
    assert_false(is_model(scene, TABLE("_AToB", "@@id([A, B])\n @@index([B])")));
    assert_true(is_model(scene, TABLE("_AToB", "@@unique([A, B])")));
    assert_true(is_model(scene, TABLE("_AToB", "@@unique([B, A])\n @@index([B])")));
    assert_true(is_model(scene, TABLE("_AToB", "C Int\n @@unique([A, B])\n @@index([B])")));
    const Introspection *pulled = pull(
        scene, "postgresql",
        database_of(scene, "postgresql", TABLE("AToB", "@@unique([A, B])\n @@index([B])")), "");
    assert_true(text_contains(blocks_of(pulled), "model AToB {"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_table_as_prisma_makes_it_is_a_relation),
        TEST(others_are_models),
    };
    return RUN_TESTS(tests);
}
