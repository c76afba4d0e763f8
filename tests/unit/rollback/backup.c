/* rollback/backup.h and backup_folder.h, on SQLite: what is saved comes back, and what is damaged
 * is refused. PostgreSQL is tested in tests/cli/backup.bats. */
#include "rollback/backup.h"

#include <unistd.h>

#include "../history/place.h"
#include "base/file.h"
#include "rollback/backup/folder.h"

static Database *database_with_rows(Scene *scene)
{
    AppliedMigrations applied;
    place_write(scene, "1_a",
                "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);"
                "CREATE INDEX a_b ON a (b);");
    Database *database = place_open(scene, "a");
    assert_succeeds(place_apply(scene, database, &applied), &scene->error);
    place_run(scene, database, "INSERT INTO a VALUES (1, 'x'), (2, NULL)");
    return database;
}

static BackupRequest request_of(Database *database)
{
    return (BackupRequest){.connection = database->connection, .program = TEXT("a test")};
}

static Backup back_up(Scene *scene, Database *database)
{
    Backup backup;
    BackupRequest request = request_of(database);
    assert_succeeds(
        backup_create(scene->arena, &request, scene_path(scene, "backups"), &backup, &scene->error),
        &scene->error);
    return backup;
}

static bool verify(Scene *scene, Database *database, Text path)
{
    Backup backup;
    BackupRequest request = request_of(database);
    return backup_open(scene->arena, path, &backup, &scene->error) &&
           backup_verify(scene->arena, &request, &backup, &scene->error);
}

static void what_is_saved_comes_back(void **state)
{
    Scene *scene = *state;
    Database *database = database_with_rows(scene);
    Backup backup = back_up(scene, database);
    BackupRequest request = request_of(database);
    assert_int_equal(backup.manifest.content.tables.count, 2);
    assert_int_equal(backup.manifest.content.rows, 3);
    assert_text(backup.manifest.content.head, "1_a");
    assert_succeeds(verify(scene, database, backup.path), &scene->error);
    assert_succeeds(verify(scene, database, backup.manifest_path), &scene->error);
    place_run(scene, database, "DROP TABLE a; CREATE TABLE c (x)");
    assert_succeeds(backup_restore(scene->arena, &request, &backup, RESTORE_OVER, &scene->error),
                    &scene->error);
    assert_text(place_value(scene, database, "SELECT count(*) FROM a"), "2");
    assert_text(place_value(scene, database, "SELECT count(*) FROM sqlite_master WHERE name = 'c'"),
                "0");
    assert_fails(backup_restore(scene->arena, &request, &backup, RESTORE_NEW, &scene->error),
                 &scene->error, ERROR_P1009);
    database_close(database);
}

static void a_flipped_byte_is_refused(void **state)
{
    Scene *scene = *state;
    Dice dice = {7};
    Database *database = database_with_rows(scene);
    Backup backup = back_up(scene, database);
    Text content;
    assert_succeeds(file_read(scene->arena, backup.path, &content, &scene->error), &scene->error);
    for (int i = 0; i < 100; i++) {
        char *copy = text_cstr(scene->arena, content);
        copy[dice_roll(&dice, content.length)] ^= (char)(1 << dice_roll(&dice, 8));
        assert_succeeds(
            file_write(scene->arena, backup.path, (Text){copy, content.length}, &scene->error),
            &scene->error);
        assert_fails(verify(scene, database, backup.path), &scene->error, ERROR_D1043);
    }
    for (int i = 0; i < 20; i++) {
        Text cut = text_slice(content, 0, dice_roll(&dice, content.length));
        assert_succeeds(file_write(scene->arena, backup.path, cut, &scene->error), &scene->error);
        assert_fails(verify(scene, database, backup.path), &scene->error, ERROR_D1043);
    }
    assert_succeeds(file_write(scene->arena, backup.path, content, &scene->error), &scene->error);
    assert_succeeds(verify(scene, database, backup.path), &scene->error);
    database_close(database);
}

static void one_of_another_database_is_refused(void **state)
{
    Scene *scene = *state;
    Database *database = database_with_rows(scene);
    Database *other = place_open(scene, "other");
    Backup backup = back_up(scene, other);
    assert_fails(verify(scene, database, backup.path), &scene->error, ERROR_D1045);
    BackupRequest request = request_of(database);
    request.other_database = true;
    assert_succeeds(backup_verify(scene->arena, &request, &backup, &scene->error), &scene->error);
    database_close(other);
    database_close(database);
}

static BackupIdentity identity_of(const char *const parts[3])
{
    return (BackupIdentity){text_from(parts[0]), text_from(parts[1]), text_from(parts[2])};
}

static void who_is_whose(void **state)
{
    (void)state;
    static const struct {
        const char *a[3], *b[3]; /* server, place, history */
        BackupKinship kinship;
    } cases[] = {
        {{"1", "shop", "x"}, {"1", "shop", "x"}, KINSHIP_SAME},
        /* after a reset */
        {{"1", "shop", "x"}, {"1", "shop", "y"}, KINSHIP_SAME},
        {{"1", "shop", "x"}, {"1", "copy", "x"}, KINSHIP_COPY},
        {{"1", "shop", "x"}, {"2", "shop", "x"}, KINSHIP_COPY},
        {{"1", "shop", "x"}, {"2", "shop", "y"}, KINSHIP_OTHER},
        {{"1", "shop", ""}, {"2", "shop", ""}, KINSHIP_OTHER},
        /* a server that does not tell its number */
        {{"", "shop", "x"}, {"", "shop", "x"}, KINSHIP_SAME},
        {{"", "shop", ""}, {"", "shop", ""}, KINSHIP_OTHER},
        /* files */
        {{"", "/a/x.db", ""}, {"", "/a/x.db", ""}, KINSHIP_SAME},
        {{"", "/a/x.db", "i"}, {"", "/b/x.db", "i"}, KINSHIP_SAME},
        {{"", "/a/x.db", "i"}, {"", "/a/y.db", "i"}, KINSHIP_COPY},
        {{"", "/a/x.db", "i"}, {"", "/b/x.db", "j"}, KINSHIP_OTHER},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        BackupIdentity a = identity_of(cases[i].a);
        BackupIdentity b = identity_of(cases[i].b);
        expect(backup_identity_compare(&a, &b) == cases[i].kinship, "%zu", i);
        expect(backup_identity_compare(&b, &a) == cases[i].kinship, "%zu", i);
    }
}

static void a_folder_is_listed_and_pruned(void **state)
{
    Scene *scene = *state;
    BackupEntries entries = {0};
    TextList removed = {0};
    Database *database = database_with_rows(scene);
    Database *other = place_open(scene, "other");
    Text folder = scene_path(scene, "backups");
    Backup first = back_up(scene, database);
    Backup foreign = back_up(scene, other);
    scene_write(scene, "backups/alone.db", TEXT("no backup"));
    scene_write(scene, "backups/broken.dump.json", TEXT("{}"));
    Backup last = back_up(scene, database);
    assert_succeeds(backup_list(scene->arena, folder, true, &entries, &scene->error),
                    &scene->error);
    assert_int_equal(entries.count, 5);
    assert_same_text(entries.items[0].backup.path, last.path);
    assert_true(entries.items[2].is_good);
    assert_false(entries.items[3].is_good);
    assert_succeeds(backup_prune(scene->arena, folder, &last, 1, &removed, &scene->error),
                    &scene->error);
    assert_int_equal(removed.count, 1);
    assert_same_text(removed.items[0], first.path);
    assert_false(file_exists(first.manifest_path));
    assert_true(file_exists(foreign.path));
    assert_true(file_exists(scene_path(scene, "backups/alone.db")));
    database_close(other);
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_saved_comes_back),           TEST(a_flipped_byte_is_refused),
        TEST(one_of_another_database_is_refused), TEST(who_is_whose),
        TEST(a_folder_is_listed_and_pruned),
    };
    return RUN_TESTS(tests);
}
