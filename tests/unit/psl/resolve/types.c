/* psl/resolve/types.c */
#include "psl/reading.h"

static const Finding unknown[] = {
    {"model A {\n  id Int @id\n  a Foo\n  b Foo[]\n}\n", "Foo | Foo"},
    {"model A {\n  id Int @id\n  a int\n}\n", "int"},
    /* a field of unknown type is no column, and its attributes are not looked at */
    {"model A {\n  id Int @id\n  a Foo @bar\n  @@index([a])\n}\n", "Foo | @@index([a])"},
    {"generator Foo {\n  provider = \"x\"\n}\nmodel A {\n  id Int @id\n  a Foo\n}\n", "Foo"},
    {"enum E {\n}\n", "enum E {\\n}"},
};

static void test_unknown_types(void **state)
{
    assert_findings(*state, NULL, unknown, COUNT(unknown));
}

static const Finding in_types[] = {
    {"model A {\n  id String @id @map(\"_id\")\n  b B\n}\ntype B {\n  a A\n  c Foo\n  d D\n  e B?\n}\n"
     "enum D {\n  X\n}\n",
     "A | Foo"},
};

static void test_types_in_types(void **state)
{
    assert_findings(*state, "mongodb", in_types, COUNT(in_types));
}

static void test_what_fields_refer_to(void **state)
{
    Scene *scene = *state;
    Schema *schema =
        read_schema(scene,
                    "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E\n  b B[]\n  "
                    "u Unsupported(\"x\")\n  c C\n  d Foo\n}\nmodel B {\n  id Int @id\n"
                    "}\ntype C {\n  a Int\n}\n",
                    0);
    const Datamodel *datamodel = &schema->datamodel;
    const Model *a = &datamodel->models.items[0];
    const Field *fields = &datamodel->fields.items[a->first_field];
    assert_int_equal(a->field_count, 6);
    assert_int_equal(fields[0].kind, FIELD_SCALAR);
    assert_int_equal(fields[0].scalar, SCALAR_INT);
    assert_int_equal(fields[1].kind, FIELD_ENUM);
    assert_int_equal(fields[1].type, 0);
    assert_int_equal(fields[2].kind, FIELD_RELATION);
    assert_int_equal(fields[2].type, 1);
    assert_int_equal(datamodel->relation_fields.items[fields[2].relation_field].field,
                     a->first_field + 2);
    assert_int_equal(fields[3].kind, FIELD_UNSUPPORTED);
    assert_int_equal(fields[4].kind, FIELD_COMPOSITE);
    assert_int_equal(fields[5].kind, FIELD_UNKNOWN);
    assert_int_equal(datamodel->types.items[0].first_field, 7);
    assert_null(field_model(datamodel, &datamodel->fields.items[7]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_unknown_types),
        TEST(test_types_in_types),
        TEST(test_what_fields_refer_to),
    };
    return RUN_TESTS(tests);
}
