/* history/script_plan.h */
#include "history/script_plan.h"

#include "support.h"

#define PG &dialect_postgres
#define LITE &dialect_sqlite

/* A plan in letters: a step in a transaction is T, one outside is A, followed by the range of its
 * statements; with more than one part, the parts, with u where foreign keys are not enforced; b
 * where the script has its own BEGIN. "own" stands before plans of scripts that roll back. */
static Text plan_text(Arena *arena, const ScriptPlan *plan)
{
    Buffer out = BUFFER(arena);
    if (plan->has_own_transactions)
        buffer_add_string(&out, "own ");
    for (size_t i = 0; i < plan->steps.count; i++) {
        const ScriptStep *step = &plan->steps.items[i];
        buffer_add_format(&out, "%s%s%zu-%zu%s", i ? " " : "", step->in_transaction ? "T" : "A",
                          step->first, step->first + step->count - 1,
                          step->begin.length ? "b" : "");
        for (size_t j = 0; j < step->parts.count && step->parts.count > 1; j++)
            buffer_add_format(&out, "%s%zu%s%s", j ? "," : "(", step->parts.items[j].first,
                              step->parts.items[j].unguarded ? "u" : "",
                              j + 1 == step->parts.count ? ")" : "");
    }
    return buffer_text(&out);
}

static const struct {
    const Dialect *dialect;
    ScriptMode mode;
    const char *script, *plan;
    bool atomic;
} cases[] = {
    {PG, SCRIPT_ATOMIC, "", "", true},
    {PG, SCRIPT_ATOMIC, "-- This is an empty migration.", "", true},
    {PG, SCRIPT_ATOMIC, "a", "T0-0", true},
    {PG, SCRIPT_ATOMIC,
     "\xEF\xBB\xBF"
     "a; b",
     "T0-1", true},
    {PG, SCRIPT_ATOMIC, "a; b; c;", "T0-2", true},
    /* statements outside */
    {PG, SCRIPT_ATOMIC, "VACUUM", "A0-0", false},
    {PG, SCRIPT_ATOMIC, "a; VACUUM; b; c", "T0-0 A1-1 T2-3", false},
    {PG, SCRIPT_ATOMIC, "CREATE INDEX CONCURRENTLY i ON t (a); DROP INDEX CONCURRENTLY j",
     "A0-0 A1-1", false},
    /* the script's own transactions */
    {PG, SCRIPT_ATOMIC, "BEGIN; a; b; COMMIT", "T1-2b", true},
    {PG, SCRIPT_ATOMIC, "START TRANSACTION ISOLATION LEVEL SERIALIZABLE; a; END", "T1-1b", true},
    {PG, SCRIPT_ATOMIC, "BEGIN; a; COMMIT; BEGIN; b; COMMIT", "T1-1b T4-4b", false},
    {PG, SCRIPT_ATOMIC, "a; BEGIN; b; COMMIT; c", "T0-0 T2-2b T4-4", false},
    {PG, SCRIPT_ATOMIC, "BEGIN; COMMIT", "", true},
    {PG, SCRIPT_ATOMIC, "BEGIN; a", "T1-1b", true},
    {PG, SCRIPT_ATOMIC, "a; COMMIT", "T0-0", true},
    {PG, SCRIPT_ATOMIC, "BEGIN; VACUUM; COMMIT", "T1-1b", true}, /* the server shall say no */
    {PG, SCRIPT_ATOMIC, "BEGIN; SAVEPOINT s; a; ROLLBACK TO s; RELEASE s; COMMIT", "T1-4b", true},
    {PG, SCRIPT_ATOMIC, "a; ROLLBACK WORK TO SAVEPOINT s; b", "T0-2", true},
    {PG, SCRIPT_ATOMIC, "BEGIN; a; ROLLBACK", "own A0-2", false},
    {PG, SCRIPT_ATOMIC, "BEGIN; a; ABORT", "own A0-2", false},
    {PG, SCRIPT_ATOMIC, "BEGIN; a; COMMIT AND CHAIN; b; COMMIT", "own A0-4", false},
    {PG, SCRIPT_ATOMIC, "BEGIN; a; PREPARE TRANSACTION 'x'", "own A0-2", false},
    {PG, SCRIPT_ATOMIC, "COMMIT PREPARED 'x'", "own A0-0", false},
    {PG, SCRIPT_ATOMIC, "PREPARE p AS SELECT 1; EXECUTE p", "T0-1", true},
    {PG, SCRIPT_ATOMIC, "DO $$ BEGIN ROLLBACK; END $$; a", "T0-1", true},
    {LITE, SCRIPT_ATOMIC, "BEGIN IMMEDIATE; a; END TRANSACTION", "T1-1b", true},
    {LITE, SCRIPT_ATOMIC, "BEGIN; a; ROLLBACK", "own A0-2", false},
    /* foreign keys of tables that are rebuilt */
    {LITE, SCRIPT_ATOMIC, "a; DROP TABLE t; ALTER TABLE n RENAME TO t; b", "T0-3(0,1u,2)", true},
    {LITE, SCRIPT_ATOMIC, "DROP TABLE t; ALTER TABLE n RENAME TO t", "T0-1(0u,1)", true},
    {LITE, SCRIPT_ATOMIC,
     "DROP TABLE t; DROP TABLE s; ALTER TABLE n RENAME TO t; "
     "ALTER TABLE m RENAME TO s",
     "T0-3(0u,2)", true},
    {LITE, SCRIPT_ATOMIC, "DROP TABLE t; VACUUM; ALTER TABLE n RENAME TO t", "T0-0 A1-1 T2-2",
     false},
    /* the other modes */
    {PG, SCRIPT_BATCH, "a; VACUUM; b", "A0-2", false},
    {PG, SCRIPT_BATCH, "", "", false},
    {PG, SCRIPT_STATEMENTS, "a; b; BEGIN", "A0-0 A1-1 A2-2", false},
    {PG, SCRIPT_STATEMENTS, "", "", false},
    {LITE, SCRIPT_BATCH, "DROP TABLE t; ALTER TABLE n RENAME TO t", "A0-1", false},
};

static void every_kind_of_plan(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text script = text_from(cases[i].script);
        ScriptPlan plan = script_plan(arena, cases[i].dialect, cases[i].mode, script, 0, NULL);
        expect(text_is(plan_text(arena, &plan), cases[i].plan), "%s: %.*s", cases[i].script,
               TEXT_ARG(plan_text(arena, &plan)));
        expect(script_plan_is_atomic(&plan) == cases[i].atomic, "%s", cases[i].script);
        for (size_t s = 0; s < plan.steps.count; s++)
            expect(plan.steps.items[s].parts.count > 0, "%s", cases[i].script);
    }
}

/* The bytes of each part begin and end with its statements. */
static void parts_hold_their_statements(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Text script = TEXT("-- x\na ;\n b; DROP TABLE t; -- y\nc; ALTER TABLE n RENAME TO t ; ");
    ScriptPlan plan = script_plan(arena, LITE, SCRIPT_ATOMIC, script, 0, NULL);
    const ScriptStep *step = &plan.steps.items[0];
    static const char *const texts[] = {"a ;\n b", "DROP TABLE t", "c; ALTER TABLE n RENAME TO t"};
    assert_int_equal(step->parts.count, COUNT(texts));
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_text(text_slice(plan.script, step->parts.items[i].start, step->parts.items[i].end),
                    texts[i]);
    assert_text(script_statement(&plan, 1), "b");
}

static void going_on_in_the_middle(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *script;
        size_t from;
        const char *plan;
    } table[] = {
        {"a; VACUUM; b", 0, "T0-0 A1-1 T2-2"},
        {"a; VACUUM; b", 1, "A1-1 T2-2"},
        {"a; VACUUM; b", 2, "T2-2"},
        {"a; VACUUM; b", 3, ""},
        {"a; BEGIN; b; COMMIT; c", 1, "T2-2b T4-4"},
        {"a; BEGIN; b; COMMIT; c", 3, "T4-4"}, /* what is left of a block that is committed */
        {"a", 99, ""},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        ScriptPlan plan =
            script_plan(arena, PG, SCRIPT_ATOMIC, text_from(table[i].script), table[i].from, NULL);
        expect(text_is(plan_text(arena, &plan), table[i].plan), "%s from %zu: %.*s",
               table[i].script, table[i].from, TEXT_ARG(plan_text(arena, &plan)));
    }
}

static void what_was_learned(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    bool alone[] = {false, true, false, true};
    ScriptLessons lessons = {alone, COUNT(alone)};
    ScriptPlan plan = script_plan(arena, PG, SCRIPT_ATOMIC, TEXT("a; b; c; d"), 0, &lessons);
    assert_text(plan_text(arena, &plan), "T0-0 A1-1 T2-2 A3-3");
    plan = script_plan(arena, PG, SCRIPT_ATOMIC, TEXT("BEGIN; b; c; COMMIT"), 0, &lessons);
    assert_text(plan_text(arena, &plan), "T1-2b"); /* the script wants it together */
}

static void the_statement_at_a_byte(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    ScriptPlan plan = script_plan(arena, PG, SCRIPT_ATOMIC, TEXT(" ab; cd ;ef"), 0, NULL);
    static const size_t statements[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
    for (size_t i = 0; i < COUNT(statements); i++)
        expect(script_statement_at(&plan, i) == statements[i], "byte %zu: %zu", i,
               script_statement_at(&plan, i));
    plan = script_plan(arena, PG, SCRIPT_ATOMIC, TEXT(""), 0, NULL);
    assert_int_equal(script_statement_at(&plan, 5), 0);
}

static void names_of_modes(void **state)
{
    (void)state;
    ScriptMode mode;
    assert_true(script_mode_parse(TEXT("atomic"), &mode) && mode == SCRIPT_ATOMIC);
    assert_true(script_mode_parse(TEXT("batch"), &mode) && mode == SCRIPT_BATCH);
    assert_true(script_mode_parse(TEXT("statements"), &mode) && mode == SCRIPT_STATEMENTS);
    assert_false(script_mode_parse(TEXT("Atomic"), &mode));
    assert_false(script_mode_parse(TEXT(""), &mode));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_plan), TEST(parts_hold_their_statements), TEST(going_on_in_the_middle),
        TEST(what_was_learned),   TEST(the_statement_at_a_byte),     TEST(names_of_modes),
    };
    return RUN_TESTS(tests);
}
