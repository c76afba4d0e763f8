/* introspect/objects.c */
#include "introspect/pulling.h"

#define TABLES "model A {\n id Int @id\n}\nmodel B {\n id Int @id\n}\nmodel C {\n id Int @id\n}"
#define LEARN(topic) "requires additional setup for migrations. Visit https://pris.ly/d/" topic

static const SqlObject a_check = {.kind = OBJECT_CHECK,
                                  .owner_kind = OBJECT_TABLE,
                                  .owner = {"A", 1},
                                  .name = {"positive", 8},
                                  .definition = {"CHECK ((id > 0))", 16}};

static SqlObject below(const char *child, const char *parent)
{
    return (SqlObject){.kind = OBJECT_INHERITANCE,
                       .owner_kind = OBJECT_TABLE,
                       .owner = text_from(child),
                       .name = text_from(parent)};
}

static const Introspection *pull_with(Scene *scene, const SqlObject *objects, size_t count,
                                      const char *present)
{
    SqlSchema *live = database_of(scene, "postgresql", TABLES);
    for (size_t i = 0; i < count; i++)
        list_add(scene->arena, &live->objects, objects[i]);
    return pull(scene, "postgresql", live, present);
}

static void a_new_block_says_what_it_cannot_say(void **state)
{
    static const struct {
        SqlObject object;
        const char *warning, *comment;
    } cases[] = {
        {{.kind = OBJECT_EXCLUSION, .name = {"x", 1}},
         "exclusions A.x",
         "/// This table contains exclusion constraints and " LEARN("exclusion-constraints")},
        {{.kind = OBJECT_ROW_SECURITY},
         "rowSecurity A",
         "/// This model contains row level security and " LEARN("row-level-security")},
        {{.kind = OBJECT_FOREIGN_KEY, .name = {"k", 1}, .traits = TRAIT_DEFERRABLE},
         "deferrable A.k",
         "/// This model has constraints using non-default deferring rules and " LEARN(
             "constraint-deferring")},
        {{.kind = OBJECT_INDEX, .name = {"i", 1}, .traits = TRAIT_EXPRESSION},
         "expressionIndexes A.i",
         "/// This model contains an expression index which " LEARN("expression-indexes")},
        {{.kind = OBJECT_INDEX, .name = {"i", 1}, .traits = TRAIT_NULLS_ORDER},
         "nullsOrder A.i",
         "/// This model contains an index with non-default null sort order and " LEARN(
             "default-index-null-ordering")},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SqlObject object = cases[i].object;
        object.owner_kind = OBJECT_TABLE;
        object.owner = TEXT("A");
        const Introspection *pulled = pull_with(scene, &object, 1, "");
        assert_text(warnings_of(scene, pulled), cases[i].warning);
        expect(text_starts_with(blocks_of(pulled), cases[i].comment), "%.*s",
               TEXT_ARG(blocks_of(pulled)));
    }
}

static void of_a_block_that_was_there_only_the_warning_comes_again(void **state)
{
    Scene *scene = *state;
    const Introspection *pulled = pull_with(scene, &a_check, 1, "model A {\n id Int @id\n}");
    assert_text(warnings_of(scene, pulled), "checks A.positive");
    assert_false(text_contains(blocks_of(pulled), "///"));
}

static void version_6_passes_over_expressions_of_partial_indexes(void **state)
{
    Scene *scene = *state;
    SqlObject index = {.kind = OBJECT_INDEX,
                       .owner_kind = OBJECT_TABLE,
                       .owner = TEXT("A"),
                       .name = TEXT("i"),
                       .traits = TRAIT_EXPRESSION | TRAIT_PARTIAL};
    assert_text(warnings_of(scene, pull_with(scene, &index, 1, "")), "");
    SqlSchema *live = database_of(scene, "postgresql 7", TABLES);
    list_add(scene->arena, &live->objects, index);
    assert_text(warnings_of(scene, pull(scene, "postgresql 7", live, "")), "expressionIndexes A.i");
}

static void comments_are_told_where_they_are(void **state)
{
    Scene *scene = *state;
    const SqlObject comments[] = {
        {.kind = OBJECT_COMMENT, .owner_kind = OBJECT_TABLE, .name = TEXT("A")},
        {.kind = OBJECT_COMMENT,
         .owner_kind = OBJECT_COLUMN,
         .owner = TEXT("B"),
         .name = TEXT("id")},
        /* of what the schema knows nothing of */
        {.kind = OBJECT_COMMENT,
         .owner_kind = OBJECT_COLUMN,
         .owner = TEXT("C"),
         .name = TEXT("gone")},
        {.kind = OBJECT_COMMENT, .owner_kind = OBJECT_FUNCTION, .name = TEXT("C")},
    };
    const Introspection *pulled = pull_with(scene, comments, COUNT(comments), "");
    assert_text(warnings_of(scene, pulled), "comments A\ncomments B.id");
}

static void tables_below_have_the_checks_of_those_above(void **state)
{
    Scene *scene = *state;
    const SqlObject family[] = {a_check, below("B", "A"), below("C", "B")};
    assert_text(warnings_of(scene, pull_with(scene, family, COUNT(family), "")),
                "checks A.positive\ninheritedTables A\ninheritedTables B\n"
                "checks B.positive\nchecks C.positive");
    SqlObject own = a_check;
    own.definition = TEXT("CHECK ((id > 0)) NO INHERIT");
    const SqlObject alone[] = {own, below("B", "A")};
    assert_text(warnings_of(scene, pull_with(scene, alone, COUNT(alone), "")),
                "checks A.positive\ninheritedTables A");
}

static void a_check_of_two_parents_is_told_once(void **state)
{
    Scene *scene = *state;
    SqlObject other = a_check;
    other.owner = TEXT("B");
    const SqlObject family[] = {a_check, other, below("C", "A"), below("C", "B")};
    assert_text(warnings_of(scene, pull_with(scene, family, COUNT(family), "")),
                "checks A.positive\nchecks B.positive\ninheritedTables A\ninheritedTables B\n"
                "checks C.positive");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_block_says_what_it_cannot_say),
        TEST(of_a_block_that_was_there_only_the_warning_comes_again),
        TEST(version_6_passes_over_expressions_of_partial_indexes),
        TEST(comments_are_told_where_they_are),
        TEST(tables_below_have_the_checks_of_those_above),
        TEST(a_check_of_two_parents_is_told_once),
    };
    return RUN_TESTS(tests);
}
