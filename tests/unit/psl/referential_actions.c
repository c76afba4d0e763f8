/* psl/referential_actions.h */
#include "psl/referential_actions.h"

#include "psl/judging.h"

/* "onDelete onUpdate" of the only relation. */
static Text actions_of(Scene *scene, const char *provider, const char *datasource,
                       const char *fields)
{
    Text blocks = text_format(
        scene->arena, "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n%s\n}\n",
        fields);
    const Datamodel *datamodel =
        &schema_of(scene, provider, datasource, text_cstr(scene->arena, blocks))->datamodel;
    assert_int_equal(datamodel->relations.count, 1);
    const RelationField *from =
        &datamodel->relation_fields.items[datamodel->relations.items[0].field_a];
    return text_format(scene->arena, "%s %s",
                       referential_action_name(relation_on_delete(datamodel, from)),
                       referential_action_name(relation_on_update(from)));
}

static void defaults(void **state)
{
    static const struct {
        const char *provider, *datasource, *fields, *actions;
    } cases[] = {
        {"postgresql", NULL, "a Int\nr A @relation(fields: [a], references: [id])",
         "Restrict Cascade"},
        {"postgresql", NULL, "a Int?\nr A? @relation(fields: [a], references: [id])",
         "SetNull Cascade"},
        /* one required column makes it required */
        {"postgresql", NULL, "a Int\nr A? @relation(fields: [a], references: [id])",
         "Restrict Cascade"},
        {"postgresql", NULL, "a Int?\nc Int\nr A? @relation(fields: [a, c], references: [id])",
         "Restrict Cascade"},
        /* SQL Server has no Restrict, unless Prisma does it */
        {"sqlserver", NULL, "a Int\nr A @relation(fields: [a], references: [id])",
         "NoAction Cascade"},
        {"sqlserver", "relationMode = \"prisma\"",
         "a Int\nr A @relation(fields: [a], references: [id])", "Restrict Cascade"},
        /* written ones */
        {"postgresql", NULL,
         "a Int\nr A @relation(fields: [a], references: [id], onDelete: Cascade, onUpdate: "
         "NoAction)",
         "Cascade NoAction"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(actions_of(*state, cases[i].provider, cases[i].datasource, cases[i].fields),
                    cases[i].actions);
}

static void which_change_records(void **state)
{
    (void)state;
    assert_true(referential_action_modifies(ACTION_CASCADE));
    assert_true(referential_action_modifies(ACTION_SET_NULL));
    assert_true(referential_action_modifies(ACTION_SET_DEFAULT));
    assert_false(referential_action_modifies(ACTION_RESTRICT));
    assert_false(referential_action_modifies(ACTION_NO_ACTION));
}

static void allowed_ones(void **state)
{
    const char *blocks = "model A {\n  id Int @id\n}\n";
    const Datamodel *with_keys = &schema_of(*state, "mysql", NULL, blocks)->datamodel;
    const Datamodel *without =
        &schema_of(*state, "mysql", "relationMode = \"prisma\"", blocks)->datamodel;
    assert_true(allowed_referential_actions(with_keys) & ACTION_BIT(ACTION_SET_DEFAULT));
    assert_false(allowed_referential_actions(without) & ACTION_BIT(ACTION_SET_DEFAULT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(defaults),
        TEST(which_change_records),
        TEST(allowed_ones),
    };
    return RUN_TESTS(tests);
}
