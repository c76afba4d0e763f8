/* lint/facts.h: what tests/lint/truth.py cannot ask a server in a transaction. */
#include "lint/facts.h"
#include "lint/read_postgres.h"
#include "support.h"

#define HISTORY \
    "CREATE TABLE p (id int PRIMARY KEY, x int);" \
    "CREATE TABLE t (id int PRIMARY KEY, a int, nn int NOT NULL, v varchar(3), w text," \
    "  CONSTRAINT proof CHECK (a IS NOT NULL), CHECK (v <> ''));" \
    "CREATE INDEX t_a ON t (a); CREATE INDEX t_w ON t (lower(w));" \
    "CREATE TABLE open (a int, CONSTRAINT o CHECK (a IS NOT NULL) NOT VALID);" \
    "CREATE TABLE part (id int) PARTITION BY RANGE (id);" \
    "CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (1) TO (2);" \
    "CREATE TABLE rest PARTITION OF part DEFAULT;" \
    "CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE TABLE u (d d);"

/* A statement; the tables it locks, reads and writes anew, and whether it runs alone. */
static const struct {
    int version;
    const char *statement, *told;
} cases[] = {
    {18, "ALTER TABLE t ADD COLUMN z int", "t AccessExclusiveLock"},
    {18, "ALTER TABLE t ADD COLUMN z int NOT NULL", "t AccessExclusiveLock scans t"},
    {18, "ALTER TABLE t ADD COLUMN z int CHECK (z > 0)", "t AccessExclusiveLock scans t"},
    {18, "ALTER TABLE t ADD z int DEFAULT 1 REFERENCES p",
     "t AccessExclusiveLock p ShareRowExclusiveLock scans p t"},
    {18, "ALTER TABLE t ADD z int REFERENCES p", "t AccessExclusiveLock p ShareRowExclusiveLock"},
    {18, "ALTER TABLE t ALTER a SET NOT NULL", "t AccessExclusiveLock"},
    {18, "ALTER TABLE t ALTER nn SET NOT NULL", "t AccessExclusiveLock"},
    {18, "ALTER TABLE t ALTER w SET NOT NULL", "t AccessExclusiveLock scans t"},
    {18, "ALTER TABLE open ALTER a SET NOT NULL", "open AccessExclusiveLock scans open"},
    {18, "ALTER TABLE open VALIDATE CONSTRAINT o", "open ShareUpdateExclusiveLock scans open"},
    {18, "ALTER TABLE t VALIDATE CONSTRAINT proof", "t ShareUpdateExclusiveLock"},
    {18, "ALTER TABLE t ALTER v TYPE text", "t AccessExclusiveLock scans t"},
    {18, "ALTER TABLE t ALTER w TYPE varchar", "t AccessExclusiveLock scans t"},
    {18, "ALTER TABLE t ALTER a TYPE bigint", "t AccessExclusiveLock rewrites t"},
    {18, "ALTER TABLE t ADD CHECK (a > 0) NOT VALID", "t AccessExclusiveLock"},
    {18, "ALTER TABLE t ADD UNIQUE (a)", "t AccessExclusiveLock scans t"},
    {18, "ALTER TABLE t ADD UNIQUE USING INDEX t_a", "t AccessExclusiveLock"},
    {18, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p",
     "t ShareRowExclusiveLock p ShareRowExclusiveLock scans p t"},
    {18, "ALTER TABLE part ATTACH PARTITION t FOR VALUES FROM (5) TO (6)",
     "part ShareUpdateExclusiveLock t AccessExclusiveLock rest AccessExclusiveLock scans t rest"},
    {18, "ALTER TABLE part DETACH PARTITION part_1 CONCURRENTLY",
     "part ShareUpdateExclusiveLock part_1 AccessExclusiveLock alone"},
    {18, "ALTER TABLE part ALTER id ADD GENERATED ALWAYS AS IDENTITY",
     "part AccessExclusiveLock part_1 AccessExclusiveLock rest AccessExclusiveLock"},
    {16, "ALTER TABLE part ALTER id ADD GENERATED ALWAYS AS IDENTITY", "part AccessExclusiveLock"},
    {14, "ALTER TRIGGER a ON part RENAME TO b", "part AccessExclusiveLock"},
    {18, "CREATE INDEX CONCURRENTLY i ON t (a)", "t ShareUpdateExclusiveLock scans t alone"},
    {18, "CREATE INDEX i ON t (a)", "t ShareLock scans t"},
    {18, "CREATE INDEX i ON part (id)",
     "part ShareLock part_1 ShareLock rest ShareLock scans part_1 rest"},
    {18, "DROP INDEX CONCURRENTLY t_a", "t ShareUpdateExclusiveLock alone"},
    {18, "DROP INDEX unknown", "open-ended"},
    {18, "REINDEX (CONCURRENTLY) TABLE t", "t ShareUpdateExclusiveLock scans t alone"},
    {18, "REINDEX SCHEMA public", "alone open-ended"},
    {18, "VACUUM t", "t ShareUpdateExclusiveLock alone"},
    {18, "VACUUM FULL t", "t AccessExclusiveLock rewrites t alone"},
    {18, "CLUSTER", "alone open-ended"},
    {18, "ALTER DOMAIN d SET NOT NULL", "u ShareLock scans u"},
    {18, "DROP TABLE unknown", "unknown AccessExclusiveLock"},
    {18, "DROP VIEW unknown", ""},
    {18, "DO 'BEGIN END'", "open-ended"},
    {18, "SELECT f()", "open-ended"},
    {18, "SELEKT", "open-ended"},
    {18, "ALTER SYSTEM SET a = 1", "alone"},
    {18, "DROP DATABASE x", "alone"},
    {18, "INSERT INTO t VALUES (1)", ""},
};

static Text told(Arena *arena, const LintFacts *facts)
{
    Buffer out = BUFFER(arena);
    for (list_each(const LintLock, lock, &facts->locks))
        buffer_add_format(&out, "%.*s %s ", TEXT_ARG(lock->table.name), lint_lock_name(lock->mode));
    for (list_each(const LintName, name, &facts->scans))
        buffer_add_format(&out, "%s%.*s ", name == facts->scans.items ? "scans " : "",
                          TEXT_ARG(name->name));
    for (list_each(const LintName, name, &facts->rewrites))
        buffer_add_format(&out, "%s%.*s ", name == facts->rewrites.items ? "rewrites " : "",
                          TEXT_ARG(name->name));
    buffer_add_string(&out, facts->transactional ? "" : "alone ");
    buffer_add_string(&out, facts->is_open ? "open-ended" : "");
    return text_trim(buffer_text(&out));
}

static LintWorld *world_of(Arena *arena, const char *script)
{
    LintWorld *world = world_new(arena, TEXT(""));
    LintStatements list = lint_read_postgres(arena, text_from(script));
    for (list_each(const LintStatement, statement, &list))
        world_apply(world, statement);
    world_begin_migration(world);
    return world;
}

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    LintWorld *world = world_of(arena, HISTORY);
    for (size_t i = 0; i < COUNT(cases); i++) {
        LintStatements list = lint_read_postgres(arena, text_from(cases[i].statement));
        LintFacts facts = lint_facts(arena, world, &list.items[0], cases[i].version);
        Text actual = told(arena, &facts);
        expect(text_is(actual, cases[i].told), "%s\n  is %.*s", cases[i].statement,
               TEXT_ARG(actual));
    }
}

static void what_is_nowhere_is_not_locked(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    LintWorld *world = world_of(arena, HISTORY);
    LintStatements list = lint_read_postgres(arena, TEXT("DROP TABLE IF EXISTS x"));
    assert_int_equal(lint_facts(arena, world, list.items, 18).locks.count, 1);
    world->is_whole = true;
    assert_int_equal(lint_facts(arena, world, list.items, 18).locks.count, 0);
}

static void names_of_modes(void **state)
{
    (void)state;
    for (LintLockMode mode = LOCK_NONE; mode <= LOCK_ACCESS_EXCLUSIVE; mode++)
        assert_int_equal(lint_lock_mode(text_from(lint_lock_name(mode))), mode);
    assert_int_equal(lint_lock_mode(TEXT("x")), LOCK_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(what_is_nowhere_is_not_locked),
        TEST(names_of_modes),
    };
    return RUN_TESTS(tests);
}
