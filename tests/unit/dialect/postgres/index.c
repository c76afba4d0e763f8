#include "dialect/rules.h"

static void check(void **state, const char *schema, const char *expected)
{
    assert_rules(*state, "postgresql", "", schema, expected);
}

static void xml_is_in_no_index(void **state)
{
    check(state, "model A {\n a String @db.Xml @unique\n b String @db.Xml\n @@index([b])\n}",
          "E a String @db.Xml @unique\nE b String @db.Xml\n");
    check(state, "model A {\n id String @id @db.Xml\n}", "");
}

static void classes_belong_to_algorithms(void **state)
{
    check(state,
          "model A {\n id Int @id\n a Json\n"
          " @@index([a(ops: JsonbPathOps)], type: Gin)\n"
          " @@index([a(ops: JsonbPathOps)], type: Brin)\n"
          " @@index([a(ops: JsonbPathOps)])\n"
          " @@index([a(ops: raw(\"any_ops\"))])\n}",
          "E @@index([a(ops: JsonbPathOps)], type: Brin)\n"
          "E @@index([a(ops: JsonbPathOps)])\n");
}

static void classes_belong_to_types(void **state)
{
    check(state,
          "model A {\n id Int @id\n a Int\n b Int @db.SmallInt\n c String\n d Int[]\n"
          " @@index([a(ops: Int4MinMaxOps)], type: Brin)\n"
          " @@index([b(ops: Int2MinMaxOps)], type: Brin)\n"
          " @@index([d(ops: ArrayOps)], type: Gin)\n"
          " @@index([a(ops: Int2BloomOps)], type: Brin)\n"
          " @@index([b(ops: Int4BloomOps)], type: Brin)\n"
          " @@index([c(ops: Int8BloomOps)], type: Brin)\n"
          " @@index([c(ops: ArrayOps)], type: Gin)\n}",
          "E @@index([a(ops: Int2BloomOps)], type: Brin)\n"
          "E @@index([b(ops: Int4BloomOps)], type: Brin)\n"
          "E @@index([c(ops: Int8BloomOps)], type: Brin)\n"
          "E @@index([c(ops: ArrayOps)], type: Gin)\n");
}

static void types_may_have_a_default_class(void **state)
{
    check(state,
          "model A {\n id Int @id\n a String @db.Inet\n b String\n c Boolean\n d Int[]\n"
          " u Unsupported(\"box\")\n"
          " @@index([a], type: SpGist)\n @@index([a], type: Brin)\n @@index([a], type: Gist)\n"
          " @@index([b], type: Gist)\n @@index([b], type: Gin)\n"
          " @@index([c], type: Hash)\n @@index([c], type: Brin)\n"
          " @@index([d], type: Gin)\n @@index([u], type: Gist)\n}",
          "E @@index([a], type: Gist)\nE @@index([b], type: Gin)\n"
          "E @@index([c], type: Brin)\n");
}

static void unknown_types_are_not_text(void **state)
{
    check(state, "model A {\n id Int @id\n a String @db.Box\n @@index([a], type: Gist)\n}",
          "E @@index([a], type: Gist)\nE @db.Box\n");
    check(state, "model A {\n id Int @id\n a String @db.Box\n @@index([a], type: Brin)\n}",
          "E @db.Box\n");
}

static void spgist_has_one_field(void **state)
{
    check(state, "model A {\n id Int @id\n a String\n b String\n @@index([a, b], type: SpGist)\n}",
          "E @@index([a, b], type: SpGist)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(xml_is_in_no_index),         TEST(classes_belong_to_algorithms),
        TEST(classes_belong_to_types),    TEST(types_may_have_a_default_class),
        TEST(unknown_types_are_not_text), TEST(spgist_has_one_field),
    };
    return RUN_TESTS(tests);
}
