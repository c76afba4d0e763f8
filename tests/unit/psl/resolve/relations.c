/* psl/resolve/relations.c, psl/resolve/relation_attribute.c */
#include "psl/reading.h"

#define B "model B {\n  id Int @id\n  as A[]\n}\n"
#define A(relation) "model A {\n  id Int @id\n  bId Int\n  b B " relation "\n}\n" B

static const Finding attributes[] = {
    {A("@relation(fields: [bId], references: [id])"), ""},
    {A("@relation(fields: bId, references: id)"), ""},
    {A("@relation(fields: [zz, bId], references: [id])"), "[zz, bId]"},
    {A("@relation(fields: [b], references: [id])"), "[b]"},
    {A("@relation(fields: [bId], references: [zz])"), "@relation(fields: [bId], references: [zz])"},
    {A("@relation(fields: [bId], references: [as])"), "@relation(fields: [bId], references: [as])"},
    {A("@relation(fields: [bId, bId], references: [id])"),
     "@relation(fields: [bId, bId], references: [id])"},
    {A("@relation(fields: [bId(sort: Desc)], references: [id])"), "bId(sort: Desc)"},
    {A("@relation(fields: [bId], references: [id], onDelete: Foo)"), "Foo"},
    {A("@relation(fields: [bId], references: [id], onUpdate: \"Cascade\")"), "\"Cascade\""},
    {A("@relation(fields: [bId], references: [id], map: \"\")"),
     "@relation(fields: [bId], references: [id], map: \"\")"},
    {A("@relation(\"\", fields: [bId], references: [id])"),
     "@relation(\"\", fields: [bId], references: [id])"},
    {A("@relation(fields: [bId], references: [id], foo: 1)"), "foo: 1"},
    {A("@relation(fields: [bId], references: [id]) @id(1)"), "@id(1)"},
    {A("@relation(fields: [bId], references: [id]) @default(1)"), "@default(1)"},
    {A("@relation(fields: [bId], references: [id]) @map"), "@map | @map"},
    {A("@relation(fields: [bId], references: [id]) @unique"), "@unique"},
    {A("@relation(fields: [bId], references: [id]) @db.Text"), "@db.Text"},
};

static void test_attributes(void **state)
{
    assert_findings(*state, "postgresql", attributes, COUNT(attributes));
}

/* Each relation as kind, A.field and B.field ("-": that end was not written), and its name. */
static Text relations_of(Scene *scene, const char *text)
{
    static const char *const kinds[] = {"1:1", "1:n", "m:n", "m:n embedded"};
    const Datamodel *datamodel = &read_schema_for(scene, "postgresql", text)->datamodel;
    Buffer *out = NEW(scene->arena, Buffer);
    *out = BUFFER(scene->arena);
    for (list_each(const Relation, relation, &datamodel->relations)) {
        uint32_t ends[] = {relation->field_a, relation->field_b};
        buffer_add_format(out, "%s%s", out->length ? ", " : "", kinds[relation->kind]);
        for (int i = 0; i < 2; i++) {
            uint32_t model = i == 0 ? relation->model_a : relation->model_b;
            Text name = model_name(datamodel, &datamodel->models.items[model]);
            Text field = TEXT("-");
            if (ends[i] != NONE) {
                const RelationField *end = &datamodel->relation_fields.items[ends[i]];
                field = field_name(datamodel, &datamodel->fields.items[end->field]);
                assert_int_equal(end->relation, relation - datamodel->relations.items);
            }
            buffer_add_format(out, " %.*s.%.*s", TEXT_ARG(name), TEXT_ARG(field));
        }
        if (!text_is_none(relation->name))
            buffer_add_format(out, " '%.*s'", TEXT_ARG(relation->name));
    }
    return buffer_text(out);
}

static const struct {
    const char *schema, *relations;
} shapes[] = {
    {"model A {\n  b B\n}\nmodel B {\n  a A[]\n}\n", "1:n A.b B.a"},
    {"model A {\n  b B[]\n}\nmodel B {\n  a A\n}\n", "1:n B.a A.b"},
    {"model A {\n  b B\n}\nmodel B {\n}\n", "1:n A.b B.-"},
    {"model A {\n  b B[]\n}\nmodel B {\n}\n", "1:n B.- A.b"},
    {"model A {\n  i Int @unique\n  b B @relation(fields: [i], references: [i])\n}\nmodel B {\n  i "
     "Int\n}\n",
     "1:1 A.b B.-"},
    /* one to one: the required end refers, or the one that says so, or the first name */
    {"model A {\n  b B?\n}\nmodel B {\n  a A\n}\n", "1:1 B.a A.b"},
    {"model A {\n  b B\n}\nmodel B {\n  a A\n}\n", "1:1 A.b B.a"},
    {"model A {\n  b B?\n}\nmodel B {\n  i Int\n  a A? @relation(fields: [i], references: [i])\n}\n",
     "1:1 B.a A.b"},
    {"model B {\n  a A?\n}\nmodel A {\n  b B?\n}\n", "1:1 A.b B.a"},
    /* many to many: by the names of the models, or of the fields */
    {"model B {\n  a A[]\n}\nmodel A {\n  b B[]\n}\n", "m:n A.b B.a"},
    {"model A {\n  y A[]\n  x A[]\n}\n", "m:n A.x A.y"},
    /* names tell several relations apart */
    {"model A {\n  b B @relation(\"x\")\n  c B @relation(\"y\")\n}\nmodel B {\n  a A[] "
     "@relation(\"y\")\n  d A[] @relation(\"x\")\n}\n",
     "1:n A.b B.d 'x', 1:n A.c B.a 'y'"},
    {"model A {\n  p A? @relation(\"t\")\n  c A[] @relation(\"t\")\n}\n", "1:n A.p A.c 't'"},
    {"model A {\n  s A?\n}\n", "1:n A.s A.-"},
};

static void test_shapes(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(shapes); i++) {
        Text found = relations_of(scene, shapes[i].schema);
        expect(text_is(found, shapes[i].relations), "'%.*s' instead of '%s' in:\n%s",
               TEXT_ARG(found), shapes[i].relations, shapes[i].schema);
    }
}

/* A hub with many spokes takes linear time. */
static void test_hub(void **state)
{
    Scene *scene = *state;
    Buffer text = BUFFER(scene->arena);
    buffer_add_string(&text, "model Hub {\n  id Int @id\n");
    for (int i = 0; i < 20000; i++)
        buffer_add_format(&text, "  s%d S%d[]\n", i, i);
    buffer_add_string(&text, "}\n");
    for (int i = 0; i < 20000; i++)
        buffer_add_format(&text,
                          "model S%d {\n  id Int @id\n  h Hub @relation(fields: [id], references: "
                          "[id])\n}\n",
                          i);
    const Schema *schema = read_schema_for(scene, "postgresql", buffer_text(&text).data);
    assert_int_equal(schema->datamodel.relations.count, 20000);
    assert_int_equal(schema->diagnostics.error_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_attributes),
        TEST(test_shapes),
        TEST(test_hub),
    };
    return RUN_TESTS(tests);
}
