/* history/diagnose.h */
#include "history/diagnose.h"

#include "history/checksum.h"
#include "place.h"
#include "support.h"

/* The names of a folder, and rows as NAME and a letter for their state: a applied, f failed,
 * r rolled back, d done and then rolled back. */
typedef struct Case {
    const char *folder, *rows;
    const char *pending, *failed, *missing, *last_common;
} Case;

static const Case cases[] = {
    {"", "", "", "", "", ""},
    {"A B", "", "A B", "", "", ""},
    {"A B", "Aa", "B", "", "", "A"},
    {"A B", "Aa Ba", "", "", "", "B"},
    {"A B", "Ba Aa", "", "", "", "B"}, /* the order of the rows is not compared */
    {"A B C", "Aa Ca", "B", "", "", "A"},
    {"A B C", "Ba Ca", "A", "", "", ""},
    /* rows that the folder lacks */
    {"A", "Aa Za", "", "", "Z", "A"},
    {"A B", "Aa Za", "B", "", "Z", "A"},
    {"A", "Za Ya", "A", "", "Z Y", ""},
    {"", "Aa", "", "", "A", ""},
    /* failed: neither pending nor forgotten */
    {"A B", "Aa Bf", "", "B", "", "B"},
    {"A", "Af Af", "", "A A", "", "A"},
    {"A", "Zf", "A", "Z", "Z", ""},
    {"A", "Af Aa", "", "A", "", "A"},
    /* rolled back: as version 7 has it, as if the row were not there */
    {"A", "Ar", "A", "", "", ""},
    {"A", "Ad", "A", "", "", ""},
    {"A", "Ar Aa", "", "", "", "A"},
    {"A", "Ar Ar Af", "", "A", "", "A"},
    {"A", "Zr Zr", "A", "", "", ""},
    {"A B", "Aa Br", "B", "", "", "A"},
    {"A", "Aa Zr Za", "", "", "Z", "A"},
};

static MigrationsFolder folder_of(Arena *arena, const char *names)
{
    MigrationsFolder folder = {.path = TEXT("migrations")};
    Text rest = text_from(names);
    while (rest.data && rest.length)
        list_add(arena, &folder.migrations, (Migration){.name = text_cut(&rest, ' ')});
    return folder;
}

static History history_of(Arena *arena, const char *rows)
{
    History history = {.exists = true};
    Text rest = text_from(rows);
    while (rest.data && rest.length) {
        Text word = text_cut(&rest, ' ');
        HistoryRow *row = NEW(arena, HistoryRow);
        char state = word.data[1];
        *row = (HistoryRow){.name = text_slice(word, 0, 1),
                            .finished_at = state == 'a' || state == 'd' ? 2 : NO_TIME,
                            .rolled_back_at = state == 'r' || state == 'd' ? 3 : NO_TIME};
        list_add(arena, &history.rows, row);
    }
    return history;
}

static void check(Arena *arena, const Case *c, const Diagnosis *diagnosis)
{
    Buffer pending = BUFFER(arena);
    Buffer failed = BUFFER(arena);
    Buffer missing = BUFFER(arena);
    for (size_t i = 0; i < diagnosis->pending.count; i++)
        buffer_add_format(&pending, i ? " %.*s" : "%.*s",
                          TEXT_ARG(diagnosis->pending.items[i]->name));
    for (size_t i = 0; i < diagnosis->failed.count; i++)
        buffer_add_format(&failed, i ? " %.*s" : "%.*s",
                          TEXT_ARG(diagnosis->failed.items[i]->name));
    for (size_t i = 0; i < diagnosis->missing.count; i++)
        buffer_add_format(&missing, i ? " %.*s" : "%.*s", TEXT_ARG(diagnosis->missing.items[i]));
    bool same = text_is(buffer_text(&pending), c->pending) &&
                text_is(buffer_text(&failed), c->failed) &&
                text_is(buffer_text(&missing), c->missing) &&
                text_is(diagnosis->last_common, c->last_common);
    expect(same, "folder '%s', rows '%s': '%.*s' '%.*s' '%.*s' '%.*s'", c->folder, c->rows,
           TEXT_ARG(buffer_text(&pending)), TEXT_ARG(buffer_text(&failed)),
           TEXT_ARG(buffer_text(&missing)), TEXT_ARG(diagnosis->last_common));
}

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        MigrationsFolder folder = folder_of(arena, cases[i].folder);
        History history = history_of(arena, cases[i].rows);
        Diagnosis diagnosis;
        diagnose(arena, &folder, &history, &diagnosis);
        check(arena, &cases[i], &diagnosis);
    }
}

static void states_of_rows(void **state)
{
    (void)state;
    static const struct {
        int64_t finished, rolled_back;
        bool applied, failed, is_rolled_back;
    } rows[] = {
        {NO_TIME, NO_TIME, false, true, false},
        {0, NO_TIME, true, false, false}, /* 1970 is a time, too */
        {NO_TIME, 0, false, false, true},
        {5, 6, false, false, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        HistoryRow row = {.finished_at = rows[i].finished, .rolled_back_at = rows[i].rolled_back};
        assert_int_equal(row_is_applied(&row), rows[i].applied);
        assert_int_equal(row_is_failed(&row), rows[i].failed);
        assert_int_equal(row_is_rolled_back(&row), rows[i].is_rolled_back);
    }
}

static void edited_scripts(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *name, *script, *applied; /* NULL: not applied */
    } migrations[] = {
        {"a_same", "SELECT 1;\n", "SELECT 1;\n"},   {"b_line_ends", "SELECT 1;\r\n", "SELECT 1;\n"},
        {"c_edited", "SELECT 2;\n", "SELECT 1;\n"}, {"d_pending", "SELECT 3;\n", NULL},
        {"e_edited", "SELECT 4; ", "SELECT 4;"},
    };
    History history = {.exists = true};
    for (size_t i = 0; i < COUNT(migrations); i++) {
        place_write(scene, migrations[i].name, migrations[i].script);
        if (!migrations[i].applied)
            continue;
        HistoryRow *row = NEW(scene->arena, HistoryRow);
        *row = (HistoryRow){.name = text_from(migrations[i].name),
                            .checksum = checksum_of(scene->arena, text_from(migrations[i].applied)),
                            .finished_at = 1,
                            .rolled_back_at = NO_TIME};
        list_add(scene->arena, &history.rows, row);
    }
    MigrationsFolder given = folder_given(TEXT("nowhere"), NULL);
    for (size_t i = 0; i < COUNT(migrations); i++)
        folder_add(scene->arena, &given, text_from(migrations[i].name),
                   text_from(migrations[i].script));
    MigrationsFolder *folders[] = {place_folder(scene), &given};
    for (size_t i = 0; i < COUNT(folders); i++) {
        Diagnosis diagnosis;
        diagnose(scene->arena, folders[i], &history, &diagnosis);
        assert_succeeds(diagnose_edited(scene->arena, folders[i], &diagnosis, &scene->error),
                        &scene->error);
        assert_int_equal(diagnosis.edited.count, 2);
        assert_text(diagnosis.edited.items[0]->name, "c_edited");
        assert_text(diagnosis.edited.items[1]->name, "e_edited");
    }
}

/* A rolled-back row does not tell what the file should be; a script that is gone is P3015. */
static void edited_after_a_roll_back(void **state)
{
    Scene *scene = *state;
    place_write(scene, "A", "SELECT 2");
    MigrationsFolder *folder = place_folder(scene);
    History history = history_of(scene->arena, "Ar");
    Diagnosis diagnosis;
    diagnose(scene->arena, folder, &history, &diagnosis);
    assert_succeeds(diagnose_edited(scene->arena, folder, &diagnosis, &scene->error),
                    &scene->error);
    assert_int_equal(diagnosis.edited.count, 0);

    scene_write(scene, "migrations/B/other", TEXT(""));
    folder = place_folder(scene);
    history = history_of(scene->arena, "Ar Ba");
    diagnose(scene->arena, folder, &history, &diagnosis);
    assert_fails(diagnose_edited(scene->arena, folder, &diagnosis, &scene->error), &scene->error,
                 ERROR_P3015);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(states_of_rows),
        TEST(edited_scripts),
        TEST(edited_after_a_roll_back),
    };
    return RUN_TESTS(tests);
}
