#include "dialect/rules.h"

static void check(void **state, const char *schema, const char *expected)
{
    assert_rules(*state, "sqlserver", "", schema, expected);
}

static void nothing_outside_the_row_is_indexed(void **state)
{
    check(state,
          "model A {\n id String @id @db.VarChar(Max)\n a String @unique @db.NText\n"
          " b String @db.NVarChar(max)\n c String @db.NVarChar(4000)\n"
          " @@index([b])\n @@unique([c])\n}",
          "E @unique\nE @@index([b])\nE @id\n");
}

static void bytes_are_no_id(void **state)
{
    check(state, "model A {\n id Bytes @id\n}", "E @id\n");
    check(state, "model A {\n a Int\n b Bytes @db.Image\n @@id([a, b])\n}", "E @@id([a, b])\n");
    check(state, "model A {\n id Int @id\n b Bytes @unique\n}", "");
}

static void lengths_may_be_max(void **state)
{
    check(state,
          "model A {\n id Int @id\n a String @db.VarChar(8000)\n b String @db.VarChar(8001)\n"
          " c String @db.VarChar(MAX)\n d String @db.VarChar(\"Max\")\n"
          " e String @db.VarChar(70000)\n f String @db.Char(Max)\n}",
          "E @db.VarChar(8001)\nE @db.VarChar(\"Max\")\nE @db.VarChar(70000)\n"
          "E @db.Char(Max)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_outside_the_row_is_indexed),
        TEST(bytes_are_no_id),
        TEST(lengths_may_be_max),
    };
    return RUN_TESTS(tests);
}
