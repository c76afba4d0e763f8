/* sql/effects.h against the server's own grammar, by libpg_query: both must find the same tables
 * and columns in what the statements of real projects do. */
#include <pg_query.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json_read.h"
#include "dialect/dialect.h"
#include "sql/effects.h"
#include "support.h"

typedef struct Finder {
    Arena *arena;
    TextList found; /* "update table.column", … */
} Finder;

static const JsonValue *at(const JsonValue *value, const char *name)
{
    return value ? json_member(value, name) : NULL;
}

static Text text_at(const JsonValue *value, const char *name)
{
    const JsonValue *member = at(value, name);
    return member && member->kind == JSON_IS_TEXT ? member->text : TEXT("");
}

static bool is_at(const JsonValue *value, const char *name, const char *text)
{
    return text_is(text_at(value, name), text);
}

#define EACH(item, list) \
    for (size_t item##_place = 0; (list) && item##_place < (list)->members.count; item##_place++) \
        for (const JsonValue *item = &(list)->members.items[item##_place].value; item; item = NULL)

static void add(Finder *finder, const char *what, Text table, Text column)
{
    list_add(finder->arena, &finder->found,
             text_format(finder->arena, "%s %.*s.%.*s", what, TEXT_ARG(table), TEXT_ARG(column)));
}

static Text relation(const JsonValue *statement, const char *name)
{
    return text_at(at(statement, name), "relname");
}

static void find_targets(Finder *finder, const JsonValue *statement, Text table)
{
    EACH(target, at(statement, "targetList"))
    add(finder, "update", table, text_at(at(target, "ResTarget"), "name"));
}

static void find(Finder *finder, const JsonValue *node);

static void find_rows(Finder *finder, const char *kind, const JsonValue *statement)
{
    Text table = relation(statement, "relation");
    EACH(cte, at(at(statement, "withClause"), "ctes"))
    find(finder, at(at(cte, "CommonTableExpr"), "ctequery"));
    if (strcmp(kind, "InsertStmt") == 0) {
        const JsonValue *conflict = at(statement, "onConflictClause");
        add(finder, "insert", table, TEXT(""));
        if (is_at(conflict, "action", "ONCONFLICT_UPDATE"))
            find_targets(finder, conflict, table);
    } else if (strcmp(kind, "UpdateStmt") == 0) {
        find_targets(finder, statement, table);
    } else if (strcmp(kind, "DeleteStmt") == 0) {
        add(finder, "delete", table, TEXT(""));
    } else if (strcmp(kind, "CopyStmt") == 0 && at(statement, "is_from")) {
        add(finder, "insert", table, TEXT(""));
    } else if (strcmp(kind, "SelectStmt") == 0 && at(statement, "intoClause")) {
        add(finder, "create", text_at(at(at(statement, "intoClause"), "rel"), "relname"), TEXT(""));
    }
}

static void find_alterations(Finder *finder, const JsonValue *statement)
{
    Text table = relation(statement, "relation");
    EACH(each, at(statement, "cmds"))
    {
        const JsonValue *command = at(each, "AlterTableCmd");
        if (is_at(command, "subtype", "AT_AddColumn"))
            add(finder, "add", table, text_at(at(at(command, "def"), "ColumnDef"), "colname"));
        else if (is_at(command, "subtype", "AT_DropColumn"))
            add(finder, "drop", table, text_at(command, "name"));
        else if (is_at(command, "subtype", "AT_AlterColumnType"))
            add(finder, "type", table, text_at(command, "name"));
    }
}

/* The last part of each name. */
static void find_dropped(Finder *finder, const JsonValue *statement)
{
    EACH(object, at(statement, "objects"))
    {
        Text last = {0};
        EACH(part, at(at(object, "List"), "items"))
        last = text_at(at(part, "String"), "sval");
        add(finder, "drop", last, TEXT(""));
    }
}

static void find_definitions(Finder *finder, const char *kind, const JsonValue *statement)
{
    if (strcmp(kind, "CreateStmt") == 0)
        add(finder, "create", relation(statement, "relation"), TEXT(""));
    else if (strcmp(kind, "CreateTableAsStmt") == 0 && is_at(statement, "objtype", "OBJECT_TABLE"))
        add(finder, "create", text_at(at(at(statement, "into"), "rel"), "relname"), TEXT(""));
    else if (strcmp(kind, "AlterTableStmt") == 0 && is_at(statement, "objtype", "OBJECT_TABLE"))
        find_alterations(finder, statement);
    else if (strcmp(kind, "DropStmt") == 0 && is_at(statement, "removeType", "OBJECT_TABLE"))
        find_dropped(finder, statement);
    else if (strcmp(kind, "RenameStmt") == 0 && is_at(statement, "renameType", "OBJECT_TABLE"))
        add(finder, "rename", relation(statement, "relation"), TEXT(""));
    else if (strcmp(kind, "RenameStmt") == 0 && is_at(statement, "renameType", "OBJECT_COLUMN") &&
             is_at(statement, "relationType", "OBJECT_TABLE"))
        add(finder, "rename", relation(statement, "relation"), text_at(statement, "subname"));
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the parser went
static void find(Finder *finder, const JsonValue *node)
{
    if (!node || node->members.count == 0)
        return;
    const char *kind = text_cstr(finder->arena, node->members.items[0].name);
    const JsonValue *statement = &node->members.items[0].value;
    find_rows(finder, kind, statement);
    find_definitions(finder, kind, statement);
    if (strcmp(kind, "TruncateStmt") == 0)
        EACH(table, at(statement, "relations"))
    add(finder, "delete", relation(table, "RangeVar"), TEXT(""));
}

static void find_ours(Finder *finder, const Effects *effects)
{
    static const char *const kinds[] = {
        [EFFECT_CREATE_TABLE] = "create", [EFFECT_DROP_TABLE] = "drop",
        [EFFECT_RENAME_TABLE] = "rename", [EFFECT_ADD_COLUMN] = "add",
        [EFFECT_DROP_COLUMN] = "drop",    [EFFECT_RENAME_COLUMN] = "rename",
        [EFFECT_CHANGE_TYPE] = "type",    [EFFECT_INSERT] = "insert",
        [EFFECT_UPDATE] = "update",       [EFFECT_DELETE] = "delete",
    };
    for (list_each(const Effect, effect, effects))
        if (effect->kind < COUNT(kinds) && kinds[effect->kind] &&
            !(effect->kind == EFFECT_RENAME_TABLE && effect->becomes.length == 0))
            add(finder, kinds[effect->kind], effect->table, effect->column);
}

static int compare_texts(const void *a, const void *b)
{
    return text_compare(*(const Text *)a, *(const Text *)b);
}

static Text joined(Finder *finder)
{
    Buffer out = BUFFER(finder->arena);
    if (finder->found.count)
        qsort(finder->found.items, finder->found.count, sizeof(Text), compare_texts);
    for (list_each(const Text, each, &finder->found))
        buffer_add_format(&out, "%.*s; ", TEXT_ARG(*each));
    return buffer_text(&out);
}

typedef struct Tally {
    size_t scripts;
    size_t statements;
    size_t different;
    size_t unknown; /* statements that cannot be told */
    size_t calls;   /* functions that are not known */
} Tally;

static void compare_script(Scene *scene, Text path, Text script, Tally *tally)
{
    Arena *arena = scene->arena;
    JsonValue tree;
    PgQueryParseResult parsed = pg_query_parse(text_cstr(arena, script));
    Effects effects = effects_of(arena, &dialect_postgres.syntax, script);
    Finder ours = {.arena = arena};
    Finder theirs = {.arena = arena};
    if (!parsed.error && json_read(arena, text_from(parsed.parse_tree), &tree, &scene->error)) {
        EACH(each, at(&tree, "stmts"))
        {
            find(&theirs, at(each, "stmt"));
            tally->statements++;
        }
        find_ours(&ours, &effects);
        Text a = joined(&ours);
        Text b = joined(&theirs);
        tally->scripts++;
        if (!text_equal(a, b)) {
            tally->different++;
            print_error("%.*s\n  ours:   %.*s\n  theirs: %.*s\n", TEXT_ARG(path), TEXT_ARG(a),
                        TEXT_ARG(b));
        }
        for (list_each(const Effect, effect, &effects)) {
            if (effect->kind != EFFECT_UNKNOWN)
                continue;
            tally->calls += effect->name.length ? 1 : 0;
            tally->unknown += effect->name.length ? 0 : 1;
            if (getenv("DUNLIN_SHOW_UNKNOWN"))
                print_message("# %.*s: %zu %.*s\n", TEXT_ARG(path), effect->statement,
                              TEXT_ARG(effect->name));
        }
    }
    pg_query_free_parse_result(parsed);
}

static void compare_project(Scene *scene, Text folder, Tally *tally)
{
    Text lock;
    FolderEntries entries = {0};
    Text migrations = path_resolve(scene->arena, folder, TEXT("migrations"));
    Text lock_path = path_resolve(scene->arena, migrations, TEXT("migration_lock.toml"));
    if (!file_is_file(lock_path))
        return;
    assert_succeeds(file_read(scene->arena, lock_path, &lock, &scene->error), &scene->error);
    if (!text_contains(lock, "\"postgresql\""))
        return;
    assert_succeeds(folder_list(scene->arena, migrations, &entries, &scene->error), &scene->error);
    for (list_each(FolderEntry, entry, &entries)) {
        Text script;
        Text inner = path_resolve(scene->arena, migrations, entry->name);
        Text path = path_resolve(scene->arena, inner, TEXT("migration.sql"));
        if (!file_is_file(path))
            continue;
        assert_succeeds(file_read(scene->arena, path, &script, &scene->error), &scene->error);
        if (text_find_char(script, '\0') < 0)
            compare_script(scene, path, script, tally);
    }
}

/* The migrations of real projects, where a folder of them lies beside the checkout. */
static void migrations_of_real_projects(void **state)
{
    Scene *scene = *state;
    Tally tally = {0};
    FolderEntries projects = {0};
    const char *corpus = getenv("DUNLIN_CORPUS");
    if (!corpus || !file_is_folder(text_from(corpus))) {
        print_message("# skipped: there is no corpus of real projects in DUNLIN_CORPUS\n");
        return;
    }
    assert_succeeds(folder_list(scene->arena, text_from(corpus), &projects, &scene->error),
                    &scene->error);
    for (list_each(FolderEntry, project, &projects)) {
        ArenaMark mark = arena_mark(scene->arena);
        compare_project(scene, path_resolve(scene->arena, text_from(corpus), project->name),
                        &tally);
        arena_rewind(scene->arena, mark);
    }
    print_message("# %zu scripts, %zu statements, %zu of them cannot be told, %zu unknown calls\n",
                  tally.scripts, tally.statements, tally.unknown, tally.calls);
    assert_int_equal(tally.different, 0);
    assert_true(tally.scripts > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(migrations_of_real_projects)};
    int failed = RUN_TESTS(tests);
    pg_query_exit();
    return failed;
}
