#include "faulty.h"

#include "sql/script.h"

static const DatabaseClient client;

static FaultyDatabase *faulty_of(Database *database)
{
    return (FaultyDatabase *)database;
}

FaultyDatabase *faulty_new(Arena *arena, Database *inner, FaultKind kind, size_t fail_at)
{
    FaultyDatabase *self = NEW(arena, FaultyDatabase);
    *self = (FaultyDatabase){
        .base = {.client = &client, .connection = inner->connection, .arena = arena},
        .inner = inner,
        .kind = kind,
        .fail_at = fail_at};
    return self;
}

/* Is it this call's turn? Once lost, a connection stays lost. */
static bool fails_now(FaultyDatabase *self)
{
    self->calls++;
    return self->lost || self->calls == self->fail_at;
}

static bool report_fault(FaultyDatabase *self, Error *error)
{
    if (self->kind == DISK_FULL)
        return fail(error, ERROR_D1019, "disk full");
    self->lost = true;
    return fail(error, ERROR_P1017, "connection lost");
}

/* What of a call takes effect before the connection breaks. */
static Text part_that_is_done(const FaultyDatabase *self, Text sql)
{
    if (self->kind == LOST_AFTER)
        return sql;
    if (self->kind != LOST_BETWEEN)
        return TEXT("");
    ScriptStatements statements =
        script_split(self->base.arena, &self->base.connection->dialect->syntax, sql);
    size_t half = statements.count / 2;
    return half ? text_slice(sql, 0, statements.items[half - 1].end) : TEXT("");
}

static bool faulty_run(Database *database, Text sql, RunReport *report, Error *error)
{
    FaultyDatabase *self = faulty_of(database);
    if (!fails_now(self))
        return database_run(self->inner, sql, report, error);
    if (!self->lost) {
        Text part = text_copy(database->arena, part_that_is_done(self, sql));
        RunReport unused;
        database_run(self->inner, part, &unused, error);
    }
    report->done = 0;
    report_fault(self, error);
    report->connection_lost = self->lost;
    return false;
}

static bool faulty_query(Database *database, Text sql, RowSink sink, Error *error)
{
    FaultyDatabase *self = faulty_of(database);
    return fails_now(self) ? report_fault(self, error)
                           : database_each(self->inner, sql, sink, error);
}

static void faulty_clean_session(Database *database, Buffer *out)
{
    database_clean_session(faulty_of(database)->inner, out);
}

static bool faulty_in_transaction(Database *database)
{
    const FaultyDatabase *self = faulty_of(database);
    return !self->lost && database_in_transaction(self->inner);
}

static bool faulty_enforce_foreign_keys(Database *database, bool on)
{
    const FaultyDatabase *self = faulty_of(database);
    return self->lost ? on : database_enforce_foreign_keys(self->inner, on);
}

static bool faulty_lock(Database *database, int64_t number, int64_t wait, Error *error)
{
    FaultyDatabase *self = faulty_of(database);
    return fails_now(self) ? report_fault(self, error)
                           : database_lock(self->inner, number, wait, error);
}

static const DatabaseClient client = {
    .run = faulty_run,
    .query = faulty_query,
    .clean_session = faulty_clean_session,
    .in_transaction = faulty_in_transaction,
    .enforce_foreign_keys = faulty_enforce_foreign_keys,
    .lock = faulty_lock,
};
