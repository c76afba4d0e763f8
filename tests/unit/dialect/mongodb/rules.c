#include "dialect/rules.h"

static void check(void **state, const char *schema, const char *expected)
{
    assert_rules(*state, "mongodb", "", schema, expected);
}

static void ids_are_called_id(void **state)
{
    check(state, "model A {\n id Int @id @map(\"_id\")\n}", "");
    check(state, "model A {\n a Int @unique\n}", "E model A {\n");
    check(state, "model A {\n id Int @id\n}", "E id Int @id\n");
    check(state, "model A {\n id Int @id @map(\"x\")\n}", "E id Int @id @map(\"x\")\n");
}

static void auto_makes_object_ids(void **state)
{
    check(state, "model A {\n id String @id @default(auto()) @map(\"_id\") @db.ObjectId\n}", "");
    check(state, "model A {\n id String @id @default(auto()) @map(\"_id\")\n}",
          "E id String @id @default(auto()) @map(\"_id\")\n");
    check(state, "model A {\n id Int @id @map(\"_id\")\n a String @default(auto()) @db.ObjectId\n}",
          "E a String @default(auto()) @db.ObjectId\n");
    check(state, "model A {\n id Int @id @map(\"_id\")\n a Int @default(dbgenerated())\n}",
          "E a Int @default(dbgenerated())\n");
}

static void names_have_no_signs(void **state)
{
    check(state, "model A {\n id Int @id @map(\"_id\")\n a Int @map(\"$a.b\")\n}",
          "E @map(\"$a.b\")\nE @map(\"$a.b\")\n");
    check(state, "view A {\n a Int @map(\"$a\")\n}", "E @map(\"$a\")\n");
}

static void indexes_differ(void **state)
{
    check(state,
          "type T {\n b Int\n}\nmodel A {\n id Int @id @map(\"_id\") @unique\n a Int\n t T\n"
          " @@index([a])\n @@unique([a], map: \"x\")\n @@index([a(sort: Desc)])\n"
          " @@index([t.b, a])\n @@index([t.b, a], map: \"y\")\n @@index([a, t.b])\n}",
          "E @unique\nE @@index([a])\nE @@index([t.b, a])\nE @@index([t.b, a], map: \"y\")\n"
          "E @@unique([a], map: \"x\")\n");
}

static void joined_fields_have_one_type(void **state)
{
    check(state,
          "model A {\n id String @id @map(\"_id\") @db.ObjectId\n b B[]\n}\n"
          "model B {\n id Int @id @map(\"_id\")\n x String\n"
          " a A @relation(fields: [x], references: [id])\n}",
          "W x String\n");
    check(state,
          "model A {\n id String @id @map(\"_id\") @db.ObjectId\n b B[]\n}\n"
          "model B {\n id Int @id @map(\"_id\")\n x String @db.ObjectId\n"
          " a A @relation(fields: [x], references: [id])\n}",
          "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ids_are_called_id), TEST(auto_makes_object_ids),       TEST(names_have_no_signs),
        TEST(indexes_differ),    TEST(joined_fields_have_one_type),
    };
    return RUN_TESTS(tests);
}
