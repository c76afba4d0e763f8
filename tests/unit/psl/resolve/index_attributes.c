/* psl/resolve/index_attributes.c, psl/resolve/field_list.c */
#include "psl/reading.h"

#define MODEL(lines) "model A {\n  id Int @id\n  a Int\n  s String\n" lines "\n}\n"

static const Finding indexes[] = {
    {MODEL("@@index(a)"), ""},
    {MODEL("@@index([zz, yy])"), "@@index([zz, yy])"},
    {MODEL("@@index([a, a])"), "@@index([a, a])"},
    {MODEL("@@index([a, 1])"), "1"},
    {MODEL("@@index(map: \"x\")"), "@@index(map: \"x\")"},
    {MODEL("@@index([a], map: \"\")"), "@@index([a], map: \"\")"},
    {MODEL("@@index([a], name: \"x\")"), ""},
    {MODEL("@@index([a], name: \"x\", map: \"y\")"), "@@index([a], name: \"x\", map: \"y\")"},
    {MODEL("@@index([a], type: Foo)"), "@@index([a], type: Foo)"},
    {MODEL("@@index([a], type: \"Hash\")"), "\"Hash\""},
    {MODEL("@@index([a(sort: Foo)])"), "sort: Foo"},
    {MODEL("@@index([a(sort: Desc, length: 1.5)])"), "1.5"},
    {MODEL("@@index([s(ops: Foo)], type: Gin)"), "Foo"},
    {MODEL("@@index([s(ops: raw(1))], type: Gin)"), "raw(1)"},
    {MODEL("@@index([s(ops: raw(\"a\", \"b\"))], type: Gin)"), "raw(\"a\", \"b\")"},
    {MODEL("@@index([s(ops: 1)], type: Gin)"), "ops: 1"},
    {MODEL("@@unique([a], name: \"x y\")"), "@@unique([a], name: \"x y\")"},
    {MODEL("@@unique([a.b])"), "@@unique([a.b])"},
    {MODEL("@@unique([a], where: raw(\"x\"))"), "where: raw(\"x\")"},
    {MODEL(
         "@@index([b])\n  b B? @relation(fields: [a], references: [id])") "model B {\n  id Int @id\n  as A[]\n}\n",
     "@@index([b])"},
    {MODEL("b Int @unique(sort: Foo)"), "@unique(sort: Foo)"},
    {MODEL("b Int @unique(clustered: 1, length: \"x\")"), "\"x\" | 1"},
};

static void test_indexes(void **state)
{
    assert_findings(*state, "postgresql", indexes, COUNT(indexes));
}

static const Finding ids[] = {
    {"model A {\n  a Int @id\n  b Int @id(map: \"x\")\n}\n",
     "model A {\\n  a Int @id\\n  b Int @id(map: \"x\")\\n} | map: \"x\""},
    {"model A {\n  a Int @id\n  @@id([a])\n}\n", "model A {\\n  a Int @id\\n  @@id([a])\\n}"},
    {"model A {\n  a Int? @id\n}\n", "@id"},
    {"model A {\n  a Int?\n  @@id([a])\n}\n", "@@id([a])"},
    {"model A {\n  a Int?\n  @@id([a])\n  @@ignore\n}\n", ""},
    /* a list that is wrong: the other arguments are not read */
    {"model A {\n  a Int @unique\n  @@id([a, a], map: \"x\")\n}\n",
     "@@id([a, a], map: \"x\") | map: \"x\""},
    {"model A {\n  a Int @unique\n  @@id([zz], map: \"x\")\n}\n", "[zz] | map: \"x\""},
    {"model A {\n  a Int\n  @@id([a], name: \"x-y\")\n}\n", "@@id([a], name: \"x-y\")"},
};

static void test_ids(void **state)
{
    assert_findings(*state, "postgresql", ids, COUNT(ids));
}

static const Finding paths[] = {
    {"model A {\n  id String @id @map(\"_id\")\n  b B\n  @@index([b.x])\n  @@index([b.c.z])\n}\n"
     "type B {\n  x Int\n  c C\n}\ntype C {\n  z Int\n}\n",
     ""},
    {"model A {\n  id String @id @map(\"_id\")\n  b B\n  @@index([b.q, zz.a, b.x.y, id.x])\n}\n"
     "type B {\n  x Int\n}\n",
     "@@index([b.q, zz.a, b.x.y, id.x])"},
    {"model A {\n  id String @id @map(\"_id\")\n  b B\n  @@unique([b.x(sort: Desc), b.x])\n}\n"
     "type B {\n  x Int\n}\n",
     "@@unique([b.x(sort: Desc), b.x])"},
};

static void test_paths_into_types(void **state)
{
    assert_findings(*state, "mongodb", paths, COUNT(paths));
}

/* Uniques of fields, then indexes, uniques and fulltexts of the block, then the id. */
static void test_order_and_contents(void **state)
{
    Scene *scene = *state;
    Schema *schema = read_schema_for(
        scene, "postgresql",
        "model A {\n  b Int @unique(map: \"u\")\n  @@unique([a, b], name: \"n\")\n  "
        "@@index([b(sort: Desc)], map: \"i\", type: Hash)\n  a Int @id\n}\n");
    const Datamodel *datamodel = &schema->datamodel;
    const Model *model = &datamodel->models.items[0];
    const Index *found = &datamodel->indexes.items[model->first_index];
    assert_int_equal(model->index_count, 3);
    assert_int_equal(found[0].kind, INDEX_UNIQUE);
    assert_int_equal(found[0].source_field, model->first_field);
    assert_text(found[0].mapped_name, "u");
    assert_int_equal(found[1].kind, INDEX_NORMAL);
    assert_int_equal(found[1].algorithm, INDEX_HASH);
    assert_int_equal(found[1].fields[0].sort, SORT_DESC);
    assert_int_equal(found[2].kind, INDEX_UNIQUE);
    assert_int_equal(found[2].field_count, 2);
    assert_int_equal(found[2].fields[0].field, model->first_field + 1);
    assert_text(found[2].name, "n");
    assert_int_equal(datamodel->indexes.items[model->primary_key].kind, INDEX_PRIMARY_KEY);
    assert_int_equal(datamodel->indexes.items[model->primary_key].source_field,
                     model->first_field + 1);
}

/* Many fields are compared by a map, few one by one. */
static void test_many_fields(void **state)
{
    Scene *scene = *state;
    for (int count = 8; count <= 16; count++) {
        Buffer fields = BUFFER(scene->arena);
        Buffer list = BUFFER(scene->arena);
        for (int i = 0; i < count; i++) {
            buffer_add_format(&fields, "  f%d Int\n", i);
            buffer_add_format(&list, "f%d, ", i);
        }
        Text schema = text_format(
            scene->arena, "model A {\n  id Int @id\n%s  @@index([%sf%d])\n  @@index([%sid])\n}\n",
            buffer_text(&fields).data, buffer_text(&list).data, count - 1, buffer_text(&list).data);
        assert_int_equal(read_schema(scene, schema.data, PRISMA_6)->diagnostics.error_count, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_indexes),          TEST(test_ids),
        TEST(test_paths_into_types), TEST(test_order_and_contents),
        TEST(test_many_fields),
    };
    return RUN_TESTS(tests);
}
