/* Cutting scripts into statements and planning how they run: any bytes, in each dialect. */
#include <stdlib.h>

#include "base/utf8.h"
#include "history/script_plan.h"
#include "sql/effects.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition)
{
    if (!condition)
        abort();
}

/* Statements follow one another, are not empty, and begin and end with a token. */
static void check_statements(const SqlSyntax *syntax, Text script,
                             const ScriptStatements *statements)
{
    size_t from = 0;
    for (size_t i = 0; i < statements->count; i++) {
        const ScriptStatement *place = &statements->items[i];
        check(place->start >= from && place->start < place->end && place->end <= script.length);
        check(sql_token(syntax, script, from).kind != SQL_END);
        from = place->end;
    }
}

/* Every statement is in at most one step, in order, and within its part's bytes. */
static void check_plan(const ScriptPlan *plan, size_t from)
{
    size_t next = plan->mode == SCRIPT_BATCH || plan->has_own_transactions ? 0 : from;
    for (size_t i = 0; i < plan->steps.count; i++) {
        const ScriptStep *step = &plan->steps.items[i];
        check(step->count > 0 && step->first >= next && step->parts.count > 0);
        check(step->first + step->count <= plan->statements.count);
        for (size_t j = 0; j < step->parts.count; j++) {
            const ScriptPart *part = &step->parts.items[j];
            check(part->start < part->end && part->end <= plan->script.length);
            check(part->first >= step->first && part->first < step->first + step->count);
        }
        next = step->first + step->count;
    }
    for (size_t offset = 0; plan->statements.count && offset <= plan->script.length; offset += 7)
        check(script_statement_at(plan, offset) < plan->statements.count);
}

/* Each effect is of a statement, and what is told of the rows before is told of those statements.
 */
static void check_effects(Arena *arena, const SqlSyntax *syntax, Text script)
{
    ScriptStatements statements = script_split(arena, syntax, utf8_without_mark(script));
    Effects effects = effects_of(arena, syntax, script);
    Effects before = effects_of_rows_before(arena, syntax, &effects);
    check(before.count <= effects.count);
    for (list_each(const Effect, effect, &effects))
        check(effect->statement < statements.count);
    for (list_each(const Effect, effect, &before))
        check(effect->statement < statements.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Dialect *const dialects[] = {&dialect_postgres, &dialect_sqlite};
    static const SqlSyntax mysql = {
        .hash_comments = true, .backslash_escapes = true, .backticks = true};
    if (size < 2)
        return 0;
    Arena *arena = arena_new();
    const Dialect *dialect = dialects[data[0] % 2];
    ScriptMode mode = (ScriptMode)(data[0] / 2 % 3);
    size_t from = data[1] % 4;
    Text script = text_copy(arena, (Text){(const char *)data + 2, size - 2});
    ScriptStatements statements = script_split(arena, &dialect->syntax, script);
    check_statements(&dialect->syntax, script, &statements);
    statements = script_split(arena, &mysql, script);
    check_statements(&mysql, script, &statements);
    statements = script_split(arena, &dialect->syntax, utf8_without_mark(script));
    ScriptLessons lessons = {NEW_ARRAY(arena, bool, statements.count), statements.count};
    for (size_t i = 0; i < lessons.count; i++)
        lessons.alone[i] = data[i % size] & 1;
    ScriptPlan plan = script_plan(arena, dialect, mode, script, from, &lessons);
    check_plan(&plan, from);
    statement_shown(arena, script, data[1]);
    check_effects(arena, &dialect->syntax, script);
    arena_free(arena);
    return 0;
}
