/* introspect/relations.c */
#include "introspect/pulling.h"

static void both_ends_are_named_after_the_tables(void **state)
{
    static const Pulling rows[] = {
        {"postgresql",
         "model users {\n id Int @id\n x posts[]\n}\n"
         "model posts {\n id Int @id\n u Int\n y users @relation(fields: [u], references: [id])\n}",
         "",
         "model users {\n  id    Int     @id\n  posts posts[]\n}\n\n"
         "model posts {\n  id    Int   @id\n  u     Int\n"
         "  users users @relation(fields: [u], references: [id])\n}"},
        /* at most one row */
        {"postgresql",
         "model users {\n id Int @id\n x posts?\n}\n"
         "model posts {\n id Int @id\n u Int? @unique\n"
         " y users? @relation(fields: [u], references: [id])\n}",
         "",
         "model users {\n  id    Int    @id\n  posts posts?\n}\n\n"
         "model posts {\n  id    Int    @id\n  u     Int?   @unique\n"
         "  users users? @relation(fields: [u], references: [id])\n}"},
        /* what is not usual is said */
        {"postgresql",
         "model users {\n id Int @id\n x posts[]\n}\n"
         "model posts {\n id Int @id\n u Int\n y users @relation(fields: [u], references: [id], "
         "onDelete: Cascade, onUpdate: NoAction, map: `key`)\n}",
         "",
         "model users {\n  id    Int     @id\n  posts posts[]\n}\n\n"
         "model posts {\n  id    Int   @id\n  u     Int\n"
         "  users users @relation(fields: [u], references: [id], onDelete: Cascade, "
         "onUpdate: NoAction, map: `key`)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void ends_that_could_be_taken_for_others_have_long_names(void **state)
{
    static const Pulling rows[] = {
        {"postgresql",
         "model a {\n id Int @id\n x b[] @relation(`x`)\n y b[] @relation(`y`)\n}\n"
         "model b {\n id Int @id\n u Int\n v Int\n"
         " x a @relation(`x`, fields: [u], references: [id])\n"
         " y a @relation(`y`, fields: [v], references: [id])\n}",
         "",
         "model a {\n  id       Int @id\n"
         "  b_b_uToa b[] @relation(`b_uToa`)\n  b_b_vToa b[] @relation(`b_vToa`)\n}\n\n"
         "model b {\n  id       Int @id\n  u        Int\n  v        Int\n"
         "  a_b_uToa a   @relation(`b_uToa`, fields: [u], references: [id])\n"
         "  a_b_vToa a   @relation(`b_vToa`, fields: [v], references: [id])\n}"},
        /* a table's relation with itself */
        {"postgresql",
         "model a {\n id Int @id\n up Int?\n x a? @relation(`x`, fields: [up], references: [id])\n"
         " y a[] @relation(`x`)\n}",
         "",
         "model a {\n  id      Int  @id\n  up      Int?\n"
         "  a       a?   @relation(`aToa`, fields: [up], references: [id])\n"
         "  other_a a[]  @relation(`aToa`)\n}"},
        /* a column that has the name of the other table */
        {"postgresql",
         "model a {\n id Int @id\n x b[]\n}\n"
         "model b {\n id Int @id\n a Int\n y a @relation(fields: [a], references: [id])\n}",
         "",
         "model a {\n  id       Int @id\n  b_b_aToa b[] @relation(`b_aToa`)\n}\n\n"
         "model b {\n  id       Int @id\n  a        Int\n"
         "  a_b_aToa a   @relation(`b_aToa`, fields: [a], references: [id])\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void names_of_relations_stay(void **state)
{
    static const Pulling rows[] = {
        {"postgresql",
         "model users {\n id Int @id\n x posts[]\n}\n"
         "model posts {\n id Int @id\n u Int\n y users @relation(fields: [u], references: [id])\n}",
         "model users {\n id Int @id\n written posts[] @relation(`Written`)\n}\n"
         "model posts {\n id Int @id\n u Int\n"
         " author users @relation(`Written`, fields: [u], references: [id])\n}",
         "model users {\n  id      Int     @id\n  written posts[] @relation(`Written`)\n}\n\n"
         "model posts {\n  id     Int   @id\n  u      Int\n"
         "  author users @relation(`Written`, fields: [u], references: [id])\n}"},
        /* that of other columns is another one */
        {"postgresql",
         "model a {\n id Int @id\n x b[]\n}\n"
         "model b {\n id Int @id\n u Int\n v Int\n y a @relation(fields: [u], references: [id])\n}",
         "model a {\n id Int @id\n list b[]\n}\n"
         "model b {\n id Int @id\n u Int\n v Int\n one a @relation(fields: [v], references: [id])\n}",
         "model a {\n  id Int @id\n  b  b[]\n}\n\n"
         "model b {\n  id Int @id\n  u  Int\n  v  Int\n"
         "  a  a   @relation(fields: [u], references: [id])\n}"},
        /* with relationMode = "prisma" the database knows none of them */
        {"postgresql", "model a {\n id Int @id\n}\nmodel b {\n id Int @id\n u Int\n}",
         "relationMode = `prisma`\n--\n"
         "model a {\n id Int @id\n list b[]\n}\n"
         "model b {\n id Int @id\n u Int\n one a @relation(fields: [u], references: [id])\n"
         " @@index([u])\n}",
         "model a {\n  id   Int @id\n  list b[]\n}\n\n"
         "model b {\n  id  Int @id\n  u   Int\n"
         "  one a   @relation(fields: [u], references: [id])\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(both_ends_are_named_after_the_tables),
        TEST(ends_that_could_be_taken_for_others_have_long_names),
        TEST(names_of_relations_stay),
    };
    return RUN_TESTS(tests);
}
