#include "dialect/rules.h"

static void check(void **state, const char *schema, const char *expected)
{
    assert_rules(*state, "mysql", "", schema, expected);
}

static void texts_and_blobs_need_a_length(void **state)
{
    check(state,
          "model A {\n id String @id @db.Text\n a String @unique @db.LongText\n"
          " b Bytes @db.Blob\n c String @db.TinyText\n"
          " @@index([b, c])\n @@index([b(length: 10), c(length: 10)])\n @@fulltext([c])\n}",
          "E @unique\nE @@index([b, c])\nE @id\n");
    check(state, "model A {\n id String @id(length: 30) @db.Text\n}", "");
    check(state, "model A {\n id String @id @db.VarChar(30)\n}", "");
}

static const char set_default[] =
    "model A {\n id Int @id\n b B[]\n}\n"
    "model B {\n id Int @id\n a_id Int\n"
    " a A @relation(fields: [a_id], references: [id], onDelete: SetDefault, onUpdate: "
    "SetDefault)\n}";

static void set_default_does_nothing(void **state)
{
    check(state, set_default, "W onDelete: SetDefault\nW onUpdate: SetDefault\n");
    assert_rules(*state, "mysql", "relationMode = \"prisma\"\n", set_default, "");
    assert_rules(*state, "sqlite", "", set_default, "");
}

static void boolean_is_one_bit(void **state)
{
    check(state, "model A {\n id Int @id\n a Boolean @db.Bit(1)\n b Bytes @db.Bit(64)\n}", "");
    check(state, "model A {\n id Int @id\n a Boolean @db.Bit(2)\n b Bytes @db.Bit(65)\n}",
          "E @db.Bit(2)\nE @db.Bit(65)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_and_blobs_need_a_length),
        TEST(set_default_does_nothing),
        TEST(boolean_is_one_bit),
    };
    return RUN_TESTS(tests);
}
