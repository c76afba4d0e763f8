#include "rollback/backup/manifest.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/json_read.h"

/* The document ends with this line, whose digest is that of everything before it. So a change of
 * any byte shows, also one that JSON would not mind. */
#define CHECKSUM_BEGIN "  \"checksum\": \""
#define CHECKSUM_END "\"\n}\n"

enum {
    CHECKSUM_LINE = sizeof CHECKSUM_BEGIN - 1 + 2 * (size_t)DIGEST_SIZE + sizeof CHECKSUM_END - 1
};

static Text checksum_line(Arena *arena, Text before)
{
    Text digits = digest_hex(arena, digest_of(&before, 1));
    return text_format(arena, CHECKSUM_BEGIN "%.*s" CHECKSUM_END, TEXT_ARG(digits));
}

/* --- the members --- */

typedef struct TextMember {
    const char *name;
    size_t offset; /* into the manifest */
} TextMember;

#define MEMBER(name, member) \
    { \
        name, offsetof(BackupManifest, member) \
    }
static const TextMember text_members[] = {
    MEMBER("program", program),
    MEMBER("tool", tool),
    MEMBER("provider", provider),
    MEMBER("serverVersion", server),
    MEMBER("database", database),
    MEMBER("location", location),
    MEMBER("serverIdentity", identity.server),
    MEMBER("place", identity.place),
    MEMBER("firstMigrationId", identity.history),
    MEMBER("encoding", encoding),
    MEMBER("collation", collation),
    MEMBER("characterType", character_type),
    MEMBER("localeProvider", locale_provider),
    MEMBER("locale", locale),
    MEMBER("file", file),
    MEMBER("sha256", digest),
    MEMBER("lastMigration", content.head),
    MEMBER("historyKey", content.history_key),
    MEMBER("schema", content.schema),
};
enum { TEXT_MEMBERS = sizeof text_members / sizeof *text_members };

static const Text *text_of(const BackupManifest *manifest, const TextMember *member)
{
    return (const Text *)((const char *)manifest + member->offset);
}

/* --- writing --- */

static void write_tables(JsonWriter *json, const BackupTables *tables)
{
    json_begin_array(json, "tables");
    for (list_each(BackupTable, table, tables)) {
        json_begin_object(json, NULL);
        if (table->name_space.length)
            json_add_text(json, "namespace", table->name_space);
        json_add_text(json, "name", table->name);
        json_add_number(json, "rows", table->rows);
        json_end_object(json);
    }
    json_end_array(json);
}

void manifest_write(Buffer *out, const BackupManifest *manifest)
{
    Buffer document = BUFFER(out->arena);
    JsonWriter json = JSON_WRITER(&document);
    json_begin_object(&json, NULL);
    json_add_number(&json, "format", BACKUP_FORMAT);
    for (size_t i = 0; i + 1 < TEXT_MEMBERS; i++)
        json_add_text(&json, text_members[i].name, *text_of(manifest, &text_members[i]));
    json_add_number(&json, "size", manifest->size);
    json_add_number(&json, "startedAt", manifest->started);
    json_add_number(&json, "milliseconds", manifest->milliseconds);
    json_add_number(&json, "appliedMigrations", (int64_t)manifest->content.applied);
    write_tables(&json, &manifest->content.tables);
    json_add_text(&json, "schema", manifest->content.schema); /* long, hence last */
    buffer_add_string(&document, ",\n");
    buffer_add(out, buffer_text(&document));
    buffer_add(out, checksum_line(out->arena, buffer_text(&document)));
}

/* --- reading --- */

static bool damaged(Text path, const char *what, Error *error)
{
    fail(error, ERROR_D1043, "the manifest '%.*s' is damaged: %s", TEXT_ARG(path), what);
    return error_hint(error,
                      "take another backup; see those of a folder:\n  dunlin backup list DIR");
}

static bool read_number(const JsonValue *document, const char *name, int64_t *number)
{
    const JsonValue *value = json_member(document, name);
    if (!value || value->kind != JSON_IS_INTEGER || value->integer < 0)
        return false;
    *number = value->integer;
    return true;
}

static bool read_text(const JsonValue *document, const char *name, Text *text)
{
    const JsonValue *value = json_member(document, name);
    if (!value || value->kind != JSON_IS_TEXT)
        return false;
    *text = value->text;
    return true;
}

static bool read_tables(Arena *arena, const JsonValue *document, BackupContent *content)
{
    const JsonValue *list = json_member(document, "tables");
    if (!list || list->kind != JSON_IS_ARRAY)
        return false;
    for (list_each(JsonMember, item, &list->members)) {
        BackupTable table = {.name_space = TEXT("")};
        read_text(&item->value, "namespace", &table.name_space);
        if (!read_text(&item->value, "name", &table.name) ||
            !read_number(&item->value, "rows", &table.rows) ||
            table.rows > INT64_MAX - content->rows)
            return false;
        content->rows += table.rows;
        list_add(arena, &content->tables, table);
    }
    return true;
}

static bool read_members(Arena *arena, const JsonValue *document, BackupManifest *manifest)
{
    int64_t applied;
    for (size_t i = 0; i < TEXT_MEMBERS; i++)
        if (!read_text(document, text_members[i].name,
                       (Text *)((char *)manifest + text_members[i].offset)))
            return false;
    if (!read_number(document, "size", &manifest->size) ||
        !read_number(document, "startedAt", &manifest->started) ||
        !read_number(document, "milliseconds", &manifest->milliseconds) ||
        !read_number(document, "appliedMigrations", &applied))
        return false;
    manifest->content.applied = (size_t)applied;
    return read_tables(arena, document, &manifest->content);
}

bool manifest_read(Arena *arena, Text document, Text path, BackupManifest *manifest, Error *error)
{
    JsonValue value;
    int64_t format = 0;
    Error unused = {.arena = arena};
    *manifest = (BackupManifest){0};
    if (document.length == 0)
        return damaged(path, "it is empty", error);
    if (document.length < CHECKSUM_LINE)
        return damaged(path, "it is cut off", error);
    Text before = text_slice(document, 0, document.length - CHECKSUM_LINE);
    Text line = text_slice(document, before.length, document.length);
    if (!text_equal(line, checksum_line(arena, before)))
        return damaged(path, "its checksum does not hold", error);
    if (!json_read(arena, document, &value, &unused) || !read_number(&value, "format", &format))
        return damaged(path, "it is no manifest of a backup", error);
    if (format != BACKUP_FORMAT) {
        fail(error, ERROR_D1044,
             "the manifest '%.*s' has format %lld, and this version of dunlin reads format %d",
             TEXT_ARG(path), (long long)format, BACKUP_FORMAT);
        return error_hint(error, "use the version of dunlin that made the backup, or a later one");
    }
    return read_members(arena, &value, manifest) ||
           damaged(path, "something is missing in it", error);
}
