#include "scripted.h"

#include "support.h"

static const DatabaseClient client;

static ScriptedDatabase *scripted_of(Database *database)
{
    return (ScriptedDatabase *)database;
}

ScriptedDatabase *scripted_new(Arena *arena)
{
    ScriptedDatabase *self = NEW(arena, ScriptedDatabase);
    Error error = {.arena = arena};
    assert_succeeds(
        connection_parse(arena, TEXT("postgresql://h/db"), TEXT("/"), &self->connection, &error),
        &error);
    self->base = (Database){.client = &client, .connection = &self->connection, .arena = arena};
    return self;
}

size_t scripted_committed(const ScriptedDatabase *database, const char *start)
{
    size_t count = 0;
    for (list_each(Text, statement, &database->committed))
        count += text_starts_with(*statement, start) ? 1 : 0;
    return count;
}

size_t scripted_written(const ScriptedDatabase *database, const char *words)
{
    size_t count = 0;
    for (list_each(Text, statement, &database->committed))
        count += text_contains(*statement, words) ? 1 : 0;
    return count;
}

static ScriptedFailure *failure_of(ScriptedDatabase *self, Text statement)
{
    for (size_t i = 0; i < COUNT(self->failures); i++) {
        ScriptedFailure *failure = &self->failures[i];
        if (failure->start && failure->times > 0 && text_starts_with(statement, failure->start) &&
            (self->in_transaction || !failure->only_in_transaction))
            return failure;
    }
    return NULL;
}

static void end_transaction(ScriptedDatabase *self, bool commit)
{
    for (list_each(Text, statement, &self->pending))
        if (commit)
            list_add(self->base.arena, &self->committed, *statement);
    self->pending.count = 0;
    self->in_transaction = false;
}

static void take_effect(ScriptedDatabase *self, Text statement)
{
    const SqlSyntax *syntax = &dialect_postgres.syntax;
    static const char *const end[] = {"COMMIT", "END", NULL};
    if (statement_matches(syntax, statement, "BEGIN"))
        self->in_transaction = true;
    else if (statement_matches_any(syntax, statement, end))
        end_transaction(self, true);
    else if (statement_matches(syntax, statement, "ROLLBACK"))
        end_transaction(self, false);
    else
        list_add(self->base.arena, &self->pending, text_copy(self->base.arena, statement));
}

static bool refuse(ScriptedDatabase *self, ScriptedFailure *failure, Text statement, Error *error)
{
    failure->times--;
    if (failure->after)
        take_effect(self, statement);
    if (failure->lose_connection) {
        self->lost = true;
        end_transaction(self, failure->after && !self->in_transaction);
    }
    fail(error, failure->code, "refused");
    error->database_code = text_from(failure->database_code);
    error->database_text = TEXT("refused");
    return false;
}

/* Several statements outside a transaction are one transaction, as in the simple protocol. */
static bool scripted_run(Database *database, Text sql, RunReport *report, Error *error)
{
    ScriptedDatabase *self = scripted_of(database);
    ScriptStatements statements = script_split(database->arena, &dialect_postgres.syntax, sql);
    for (size_t i = 0; i < statements.count; i++) {
        const ScriptStatement *place = &statements.items[i];
        Text statement = text_slice(sql, place->start, place->end);
        ScriptedFailure *failure = failure_of(self, statement);
        if (self->lost || failure) {
            report->connection_lost = self->lost || failure->lose_connection;
            report->offset = report->connection_lost ? -1 : (ptrdiff_t)place->start;
            if (self->lost)
                return fail(error, ERROR_P1017, "gone");
            if (!self->in_transaction)
                self->pending.count = 0;
            return refuse(self, failure, statement, error);
        }
        take_effect(self, statement);
        report->done++;
    }
    if (!self->in_transaction)
        end_transaction(self, true);
    return true;
}

static bool scripted_query(Database *database, Text sql, RowSink sink, Error *error)
{
    ScriptedDatabase *self = scripted_of(database);
    if (self->lost)
        return fail(error, ERROR_P1017, "gone");
    for (size_t i = 0; i < COUNT(self->answers); i++) {
        const ScriptedAnswer *answer = &self->answers[i];
        Text values[COUNT(answer->values)];
        size_t count = 0;
        if (!answer->part || !text_contains(sql, answer->part))
            continue;
        for (; count < COUNT(values) && answer->values[count]; count++)
            values[count] = text_from(answer->values[count]);
        if (count)
            sink.take(sink.context, values, count);
        return true;
    }
    return true;
}

static void scripted_clean_session(Database *database, Buffer *out)
{
    (void)database;
    buffer_add_string(out, "RESET ALL;\n");
}

static bool scripted_in_transaction(Database *database)
{
    return scripted_of(database)->in_transaction;
}

static bool scripted_lock(Database *database, int64_t number, int64_t wait, Error *error)
{
    (void)number;
    (void)wait;
    return !scripted_of(database)->lost || fail(error, ERROR_P1017, "gone");
}

static const DatabaseClient client = {
    .run = scripted_run,
    .query = scripted_query,
    .clean_session = scripted_clean_session,
    .in_transaction = scripted_in_transaction,
    .lock = scripted_lock,
};
