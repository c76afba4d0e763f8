/* history/table.h */
#include "history/table.h"

#include "base/clock.h"
#include "place.h"
#include "scripted.h"
#include "support.h"

static History read_history(Scene *scene, Database *database)
{
    History history;
    assert_succeeds(history_read(scene->arena, database, &history, &scene->error), &scene->error);
    return history;
}

static History new_history(Scene *scene, Database *database)
{
    History history = read_history(scene, database);
    assert_false(history.exists);
    assert_succeeds(history_create(scene->arena, &history, &scene->error), &scene->error);
    return history;
}

static void a_missing_table_is_no_error(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    History history = read_history(scene, database);
    assert_false(history.exists);
    assert_int_equal(history.rows.count, 0);
    assert_succeeds(history_create(scene->arena, &history, &scene->error), &scene->error);
    assert_true(history.exists);
    assert_true(read_history(scene, database).exists);
    assert_false(history_create(scene->arena, &history, &scene->error)); /* it is there now */
    database_close(database);
}

/* A broken table is not a missing one: what cannot be read must not be taken for empty. */
static void a_table_of_another_shape(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    History history;
    place_run(scene, database, "CREATE TABLE _prisma_migrations (id TEXT)");
    assert_false(history_read(scene->arena, database, &history, &scene->error));
    database_close(database);
}

static void the_life_of_a_row(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    History history = new_history(scene, database);
    clock_set(1795225110072);
    HistoryRow row = history_new_row(scene->arena, TEXT("o'brien"), TEXT("abc"));
    assert_int_equal(row.id.length, 36);
    assert_text(row.checksum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Buffer sql = BUFFER(scene->arena);
    history_insert_started(&history, &sql, &row);
    place_run(scene, database, buffer_text(&sql).data);
    HistoryRow *stored = read_history(scene, database).rows.items[0];
    assert_true(row_is_failed(stored));
    assert_same_text(stored->id, row.id);
    assert_same_text(stored->name, row.name);
    assert_same_text(stored->checksum, row.checksum);
    assert_text(stored->logs, "");
    assert_int_equal(stored->started_at, 1795225110072);
    assert_text(place_value(scene, database,
                            "SELECT typeof(started_at) || applied_steps_count "
                            "FROM _prisma_migrations"),
                "integer0");

    buffer_clear(&sql);
    history_update_logs(&history, &sql, row.id, TEXT("it's\nbroken"));
    place_run(scene, database, buffer_text(&sql).data);
    assert_text(read_history(scene, database).rows.items[0]->logs, "it's\nbroken");

    buffer_clear(&sql);
    history_update_finished(&history, &sql, row.id);
    place_run(scene, database, buffer_text(&sql).data);
    stored = read_history(scene, database).rows.items[0];
    assert_true(row_is_applied(stored));
    assert_int_equal(stored->finished_at, 1795225110073);
    assert_text(place_value(scene, database,
                            "SELECT applied_steps_count || (logs IS NULL) FROM _prisma_migrations"),
                "11");

    buffer_clear(&sql);
    history_update_rolled_back(&history, &sql, row.id);
    place_run(scene, database, buffer_text(&sql).data);
    assert_true(row_is_rolled_back(read_history(scene, database).rows.items[0]));
    clock_set(-1);
    database_close(database);
}

static void marked_as_applied(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    History history = new_history(scene, database);
    HistoryRow row = history_new_row(scene->arena, TEXT("a"), TEXT("abc"));
    Buffer sql = BUFFER(scene->arena);
    history_insert_applied(&history, &sql, &row);
    place_run(scene, database, buffer_text(&sql).data);
    const HistoryRow *stored = read_history(scene, database).rows.items[0];
    assert_true(row_is_applied(stored));
    assert_int_equal(stored->started_at, stored->finished_at);
    assert_text(place_value(scene, database,
                            "SELECT logs || '|' || applied_steps_count FROM "
                            "_prisma_migrations"),
                "|0");
    database_close(database);
}

/* Real databases hold the times of two engines side by side. */
static void times_of_every_engine(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *value;
        int64_t time;
    } cases[] = {
        {"NULL", NO_TIME},
        {"1795225110072", 1795225110072},
        {"0", 0},
        {"'2026-11-21T01:38:30.072+00:00'", 1795225110072},
        {"'2026-11-21 01:38:30'", 1795225110000},
        {"'2026-11-21T01:38:30.072Z'", 1795225110072},
        {"'Sat, 21 Nov 2026 01:38:30 +0000'", 1795225110000},
        {"current_timestamp", -2}, /* any time */
        {"'nonsense'", -2},        /* what nobody can read is still a time */
        {"''", -2},
    };
    Database *database = place_open(scene, "dev");
    new_history(scene, database);
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text sql = text_format(scene->arena,
                               "DELETE FROM _prisma_migrations; INSERT INTO _prisma_migrations "
                               "(id, checksum, migration_name, finished_at) VALUES "
                               "('1', 'c', 'n', %s)",
                               cases[i].value);
        place_run(scene, database, sql.data);
        int64_t time = read_history(scene, database).rows.items[0]->finished_at;
        expect(cases[i].time == -2 ? time != NO_TIME : time == cases[i].time, "%s: %lld",
               cases[i].value, (long long)time);
    }
    database_close(database);
}

static void rows_come_by_their_start(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    new_history(scene, database);
    place_run(scene, database,
              "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, "
              "finished_at) VALUES ('1', '', 'b', 20, 1), ('2', '', 'a', 30, 1), "
              "('3', '', 'c', 10, NULL)");
    History history = read_history(scene, database);
    assert_text(history.rows.items[0]->name, "c");
    assert_text(history.rows.items[1]->name, "b");
    assert_text(history.rows.items[2]->name, "a");
    assert_text(history.rows.items[0]->id, "3");
    database_close(database);
}

static void other_tables(void **state)
{
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    History history = new_history(scene, database);
    TextList namespaces = {0};
    TextList names = {0};
    assert_succeeds(
        history_other_tables(scene->arena, &history, &namespaces, &names, &scene->error),
        &scene->error);
    assert_int_equal(names.count, 0);
    place_run(scene, database,
              "CREATE VIEW v AS SELECT 1;"
              "CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT)");
    assert_succeeds(
        history_other_tables(scene->arena, &history, &namespaces, &names, &scene->error),
        &scene->error);
    assert_int_equal(names.count, 2); /* and sqlite_sequence */
    assert_text(names.items[0], "b");
    database_close(database);
}

static void names_are_qualified_where_there_are_namespaces(void **state)
{
    Scene *scene = *state;
    Connection connection = {.dialect = &dialect_postgres, .name_space = TEXT("my\"schema")};
    assert_text(history_table_name(scene->arena, &connection),
                "\"my\"\"schema\"._prisma_migrations");
    connection.dialect = &dialect_sqlite;
    assert_text(history_table_name(scene->arena, &connection), "\"_prisma_migrations\"");
}

static void the_namespace_is_made_where_it_is_missing(void **state)
{
    Scene *scene = *state;
    ScriptedDatabase *database = scripted_new(scene->arena);
    History history = {.database = &database->base,
                       .table = history_table_name(scene->arena, &database->connection)};
    assert_succeeds(history_create(scene->arena, &history, &scene->error), &scene->error);
    assert_int_equal(scripted_committed(database, "CREATE SCHEMA IF NOT EXISTS \"public\""), 1);
    assert_int_equal(scripted_committed(database, "CREATE TABLE \"public\"._prisma_migrations"), 1);
    database->answers[0] = (ScriptedAnswer){"pg_namespace", {"1"}};
    assert_succeeds(history_create(scene->arena, &history, &scene->error), &scene->error);
    assert_int_equal(scripted_committed(database, "CREATE SCHEMA"), 1);
}

static void times_with_a_zone(void **state)
{
    Scene *scene = *state;
    ScriptedDatabase *database = scripted_new(scene->arena);
    History history = {.database = &database->base, .table = TEXT("t")};
    HistoryRow row = {.id = TEXT("i"), .started_at = 1795225110072};
    Buffer sql = BUFFER(scene->arena);
    history_insert_started(&history, &sql, &row);
    assert_true(text_contains(buffer_text(&sql), "'2026-11-21 01:38:30.072+00'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_missing_table_is_no_error),
        TEST(a_table_of_another_shape),
        TEST(the_life_of_a_row),
        TEST(marked_as_applied),
        TEST(times_of_every_engine),
        TEST(rows_come_by_their_start),
        TEST(other_tables),
        TEST(names_are_qualified_where_there_are_namespaces),
        TEST(the_namespace_is_made_where_it_is_missing),
        TEST(times_with_a_zone),
    };
    return RUN_TESTS(tests);
}
