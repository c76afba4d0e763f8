#include "history/folder.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "dialect/dialect.h"

/* The order of ASCII's punctuation in the Unicode collation algorithm's default table (DUCET),
 * which is what Node.js sorts names with. */
static const char punctuation[] = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/* A number that orders characters: blanks, punctuation, digits, letters, all else. */
static int weight(char c)
{
    if (is_digit(c))
        return 200 + c;
    if (is_letter(c))
        return 300 + to_lower(c);
    if ((unsigned char)c >= 0x80)
        return 500 + (unsigned char)c;
    ptrdiff_t place = c ? text_find_char(text_from(punctuation), c) : -1;
    return place < 0 ? 1 + c : 100 + (int)place;
}

int migration_name_compare(Text a, Text b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    for (size_t i = 0; i < common; i++) {
        if (a.data[i] == b.data[i])
            continue;
        int order = weight(a.data[i]) - weight(b.data[i]);
        if (order)
            return order;
    }
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    return -text_compare(a, b); /* lower case first */
}

static int by_name(const void *a, const void *b)
{
    return migration_name_compare(((const Migration *)a)->name, ((const Migration *)b)->name);
}

/* The provider is on the first line that begins with that word, in quotes. Prisma reads only the
 * exact spelling 'provider = "x"'; other spellings of the same are understood here. */
static Text lock_file_provider(Text content)
{
    Text rest = utf8_without_mark(content);
    while (rest.data) {
        Text line = text_trim(text_cut(&rest, '\n'));
        if (!text_starts_with(line, "provider"))
            continue;
        Text value = line;
        text_cut(&value, '=');
        value = text_trim(value);
        bool quoted = value.length >= 2 && (value.data[0] == '"' || value.data[0] == '\'');
        if (quoted) {
            char quote = value.data[0];
            value = text_slice(value, 1, value.length);
            value = text_cut(&value, quote);
        }
        return value;
    }
    return TEXT("");
}

static bool read_lock_file(Arena *arena, MigrationsFolder *folder, Error *error)
{
    Text path = path_resolve(arena, folder->path, TEXT("migration_lock.toml"));
    Text content;
    folder->has_lock_file = file_exists(path);
    if (!folder->has_lock_file)
        return true;
    if (!file_read(arena, path, &content, error))
        return false;
    folder->provider = lock_file_provider(content);
    return true;
}

/* The sub-folders are the migrations; what else the listing holds is forgotten at once. */
static bool read_names(Arena *arena, MigrationsFolder *folder, Error *error)
{
    Arena *scratch = arena_new();
    FolderEntries entries = {0};
    bool done = folder_list(scratch, folder->path, &entries, error);
    if (done) {
        folder->migrations.items = NEW_ARRAY(arena, Migration, entries.count);
        folder->migrations.capacity = entries.count;
    }
    for (list_each(FolderEntry, entry, &entries))
        if (entry->is_folder)
            list_add(arena, &folder->migrations,
                     (Migration){.name = text_copy(arena, entry->name)});
    arena_free(scratch);
    return done;
}

bool folder_read(Arena *arena, Text path, MigrationsFolder *folder, Error *error)
{
    *folder = (MigrationsFolder){.path = path};
    if (!file_exists(path))
        return true;
    if (!read_names(arena, folder, error))
        return false;
    if (folder->migrations.count)
        qsort(folder->migrations.items, folder->migrations.count, sizeof *folder->migrations.items,
              by_name);
    return read_lock_file(arena, folder, error);
}

MigrationsFolder folder_given(Text path, const Text *lock_file)
{
    MigrationsFolder folder = {.path = path, .is_given = true, .has_lock_file = lock_file != NULL};
    if (lock_file)
        folder.provider = lock_file_provider(*lock_file);
    return folder;
}

void folder_add(Arena *arena, MigrationsFolder *folder, Text name, Text script)
{
    list_add(arena, &folder->migrations, (Migration){.name = name, .script = script});
}

void folder_add_unreadable(Arena *arena, MigrationsFolder *folder, Text name, Text problem)
{
    if (problem.length == 0)
        problem = TEXT("it could not be read");
    list_add(arena, &folder->migrations, (Migration){.name = name, .problem = problem});
}

bool folder_check_provider(const MigrationsFolder *folder, Text provider, Error *error)
{
    const char *wanted = provider_canonical(provider);
    if (!folder->has_lock_file || (wanted && text_is(folder->provider, wanted)))
        return true;
    const char *name = wanted ? wanted : text_cstr(error->arena, provider);
    if (folder->provider.length == 0)
        fail(error, ERROR_P3019,
             "migration_lock.toml in '%.*s' names no provider; the schema "
             "says '%s'",
             TEXT_ARG(folder->path), name);
    else
        fail(error, ERROR_P3019,
             "the schema's provider is '%s', but the migrations in '%.*s' were made for '%.*s'",
             name, TEXT_ARG(folder->path), TEXT_ARG(folder->provider));
    error_field(error, "provider", text_from(name));
    error_field(error, "expected_provider", folder->provider);
    return error_hint(error, "SQL of one database does not run on another: use the schema that "
                             "belongs to these migrations, or begin a new migrations folder");
}

bool migration_check_bytes(const Migration *migration, Text path, Error *error)
{
    Text script = migration->script;
    ptrdiff_t at = utf8_first_invalid(script);
    if (at >= 0) {
        fail(error, ERROR_D1008, "the script of migration '%.*s' is not valid UTF-8",
             TEXT_ARG(migration->name));
        error_hint(error, "save the file as UTF-8 (from Latin-1: iconv -f LATIN1 -t UTF-8)");
    } else if ((at = text_find_char(script, '\0')) >= 0) {
        fail(error, ERROR_D1009,
             "the script of migration '%.*s' holds a NUL byte, where a database would stop "
             "reading it",
             TEXT_ARG(migration->name));
        error_hint(error, "remove the byte (tr -d '\\000'); a file full of them is UTF-16: "
                          "iconv -f UTF-16 -t UTF-8");
    } else {
        return true;
    }
    error->file = path;
    text_position(script, (size_t)at, &error->line, &error->column);
    return error_field(error, "migration_name", migration->name);
}

Text migration_path(Arena *arena, const MigrationsFolder *folder, const Migration *migration)
{
    return text_format(arena, "%.*s/%.*s/migration.sql", TEXT_ARG(folder->path),
                       TEXT_ARG(migration->name));
}

/* The bytes of the script, wherever they come from. */
static bool load(Arena *arena, const MigrationsFolder *folder, Migration *migration, Text path,
                 Error *error)
{
    if (!folder->is_given)
        return file_read(arena, path, &migration->script, error);
    return migration->problem.length == 0 ||
           fail(error, ERROR_D1007, "%.*s", TEXT_ARG(migration->problem));
}

bool migration_read_script(Arena *arena, const MigrationsFolder *folder, Migration *migration,
                           Error *error)
{
    if (migration->read)
        return true;
    Text path = migration_path(arena, folder, migration);
    if (!load(arena, folder, migration, path, error)) {
        Text reason = error->message;
        fail(error, ERROR_P3015, "the migration '%.*s' has no readable migration.sql",
             TEXT_ARG(migration->name));
        error->detail = reason;
        error_field(error, "migration_file_path", path);
        return error_hint(error, "restore the file from version control, or remove the folder "
                                 "if the migration is not wanted");
    }
    if (!migration_check_bytes(migration, path, error))
        return false;
    migration->read = true;
    return true;
}

MigrationList folder_all(Arena *arena, const MigrationsFolder *folder)
{
    MigrationList all = {0};
    for (list_each(Migration, migration, &folder->migrations))
        list_add(arena, &all, migration);
    return all;
}

Migration *folder_find(const MigrationsFolder *folder, Text name)
{
    for (size_t i = 0; i < folder->migrations.count; i++)
        if (text_equal(folder->migrations.items[i].name, name))
            return &folder->migrations.items[i];
    return NULL;
}
