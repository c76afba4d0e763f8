#include "place.h"

#include <unistd.h>

#include "base/file.h"

void place_write(const Scene *scene, const char *name, const char *script)
{
    Text path = text_format(scene->arena, "migrations/%s/migration.sql", name);
    scene_write(scene, path.data, text_from(script));
}

MigrationsFolder *place_folder(Scene *scene)
{
    MigrationsFolder *folder = NEW(scene->arena, MigrationsFolder);
    assert_succeeds(
        folder_read(scene->arena, scene_path(scene, "migrations"), folder, &scene->error),
        &scene->error);
    return folder;
}

Database *place_open(Scene *scene, const char *name)
{
    Connection *connection = NEW(scene->arena, Connection);
    Text url = text_format(scene->arena, "file:%s.db", name);
    Database *database;
    assert_succeeds(connection_parse(scene->arena, url, scene->folder, connection, &scene->error),
                    &scene->error);
    if (!file_exists(connection->file))
        assert_succeeds(database_create(scene->arena, connection, &scene->error), &scene->error);
    assert_succeeds(
        database_open(scene->arena, connection, OPEN_READ_WRITE, &database, &scene->error),
        &scene->error);
    place_run(scene, database, "PRAGMA synchronous=OFF"); /* no test cuts the power */
    return database;
}

Database *place_in_memory(Scene *scene, const char *sql)
{
    Connection *in_memory = NEW(scene->arena, Connection);
    Database *database;
    *in_memory = (Connection){.dialect = &dialect_sqlite, .file = TEXT(SQLITE_IN_MEMORY)};
    assert_succeeds(
        database_open(scene->arena, in_memory, OPEN_READ_WRITE, &database, &scene->error),
        &scene->error);
    place_run(scene, database, sql);
    return database;
}

Text place_value(Scene *scene, Database *database, const char *sql)
{
    Rows rows;
    assert_succeeds(database_query(database, scene->arena, text_from(sql), &rows, &scene->error),
                    &scene->error);
    assert_int_equal(rows.rows.count, 1);
    return rows.rows.items[0].values[0];
}

void place_run(Scene *scene, Database *database, const char *sql)
{
    assert_succeeds(database_run(database, text_from(sql), NULL, &scene->error), &scene->error);
}

bool place_apply(Scene *scene, Database *database, AppliedMigrations *applied)
{
    TextList none = {0};
    ApplyRequest request = {.folder = place_folder(scene),
                            .provider = text_from(database->connection->dialect->name),
                            .namespaces = &none,
                            .no_lock = true};
    *applied = (AppliedMigrations){0};
    return apply_migrations(scene->arena, database, &request, applied, &scene->error);
}

void place_remove(const Scene *scene, const char *name)
{
    Text folder = scene_path(
        scene, text_cstr(scene->arena, text_format(scene->arena, "migrations/%s", name)));
    Text script = path_resolve(scene->arena, folder, TEXT("migration.sql"));
    assert_int_equal(unlink(text_cstr(scene->arena, script)), 0);
    assert_int_equal(rmdir(text_cstr(scene->arena, folder)), 0);
}
