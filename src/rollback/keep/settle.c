/* Behind a migration: which of the rows that were copied did it really lose, and what did it make
 * of the others? The rows as they are now are a relation of texts, "present": k0, k1, … for the
 * key, v0, v1, … for the values. */
#include "rollback/keep/keeping.h"
#include "sql/writer.h"

typedef struct Settler {
    Keeper *keeper;
    Arena *arena;
    const KeepSql *sql;
    const KeptEntry *kept;
    Text table;     /* that holds the entry */
    Text present;   /* the relation, as SQL */
    size_t changed; /* columns that stay, with other values */
} Settler;

static Text exact(const Settler *settler, Text value)
{
    return keep_fill(settler->arena, settler->sql->text, value, TEXT(""));
}

/* Calls for each column of the key, and each that has changed, with its number. */
static void add_present_columns(const Settler *settler, Buffer *query)
{
    size_t count = 0;
    size_t keys = 0;
    size_t values = 0;
    for (list_each(const KeepColumn, column, &settler->kept->entry.columns)) {
        bool is_value = keep_is_changed(column) && settler->kept->entry.kind == KEEP_COLUMNS;
        if (!column->is_key && !is_value)
            continue;
        Text now = exact(settler, keep_field(settler->arena, "t", column->now));
        keep_comma(query, &count);
        buffer_add_format(query, "%.*s AS %c%zu", TEXT_ARG(now), column->is_key ? 'k' : 'v',
                          column->is_key ? keys++ : values++);
    }
}

/* p.k0 = text of the kept key AND … */
static void add_same_key(const Settler *settler, Buffer *out)
{
    size_t keys = 0;
    for (list_each(const KeepColumn, column, &settler->kept->entry.columns)) {
        if (!column->is_key)
            continue;
        Text kept = exact(settler, keep_field(settler->arena, "k", column->name));
        buffer_add_format(out, "%sp.k%zu = %.*s", keys ? " AND " : "", keys, TEXT_ARG(kept));
        keys++;
    }
}

/* … AND NOT p.v0 differs from the text of the kept value AND … */
static void add_same_values(const Settler *settler, Buffer *out)
{
    size_t values = 0;
    for (list_each(const KeepColumn, column, &settler->kept->entry.columns)) {
        if (!keep_is_changed(column))
            continue;
        Text kept = exact(settler, keep_field(settler->arena, "k", column->name));
        buffer_add_format(out, " AND NOT p.v%zu %s %.*s", values++, settler->sql->differs,
                          TEXT_ARG(kept));
    }
}

/* ---- a store that another connection writes ---- */

typedef struct Stream {
    Database *to;
    Buffer sql;
    size_t rows;
    Error *error;
    bool failed;
} Stream;

static void flush(Stream *stream)
{
    if (stream->rows > 0 && !stream->failed)
        stream->failed = !database_run(stream->to, buffer_text(&stream->sql), NULL, stream->error);
    buffer_clear(&stream->sql);
    stream->rows = 0;
}

static void stream_row(void *context, const Text *values, size_t columns)
{
    enum { ROWS_AT_ONCE = 400 };
    Stream *stream = context;
    buffer_add_string(&stream->sql,
                      stream->rows ? ", (" : "INSERT OR IGNORE INTO temp.present VALUES (");
    for (size_t i = 0; i < columns; i++) {
        if (i)
            buffer_add_string(&stream->sql, ", ");
        if (values[i].data)
            sql_add_literal(&stream->sql, values[i]);
        else
            buffer_add_string(&stream->sql, "NULL");
    }
    buffer_add_char(&stream->sql, ')');
    if (++stream->rows == ROWS_AT_ONCE)
        flush(stream);
}

/* What the migration's connection sees is not committed: it is handed over row by row. */
static bool stream_present(Settler *settler, Text query, Error *error)
{
    Keeper *keeper = settler->keeper;
    Buffer make = BUFFER(settler->arena);
    size_t keys = 0;
    size_t count = 0;
    buffer_add_string(&make, "DROP TABLE IF EXISTS temp.present;\nCREATE TABLE temp.present (");
    for (list_each(const KeepColumn, column, &settler->kept->entry.columns)) {
        if (!column->is_key)
            continue;
        keep_comma(&make, &count);
        buffer_add_format(&make, "k%zu", keys++);
    }
    size_t values = settler->kept->entry.kind == KEEP_COLUMNS ? settler->changed : 0;
    for (size_t i = 0; i < values; i++)
        buffer_add_format(&make, ", v%zu", i);
    buffer_add_string(&make, ", PRIMARY KEY (");
    for (size_t i = 0; i < keys; i++)
        buffer_add_format(&make, "%sk%zu", i ? ", " : "", i);
    buffer_add_string(&make, ")) WITHOUT ROWID");
    if (!database_run(keeper->store, buffer_text(&make), NULL, error))
        return false;
    Stream stream = {.to = keeper->store, .sql = BUFFER(settler->arena), .error = error};
    if (!database_each(keeper->database, query, (RowSink){&stream, stream_row}, error))
        return false;
    flush(&stream);
    settler->present = TEXT("temp.present");
    return !stream.failed;
}

static bool make_present(Settler *settler, Error *error)
{
    const KeepEntry *entry = &settler->kept->entry;
    Buffer query = BUFFER(settler->arena);
    buffer_add_string(&query, "SELECT ");
    add_present_columns(settler, &query);
    sql_add(&query, " FROM {} t",
            sql_raw(keep_name(settler->arena, entry->namespace_now, entry->table_now)));
    if (settler->keeper->store != settler->keeper->database)
        return stream_present(settler, buffer_text(&query), error);
    settler->present = text_format(settler->arena, "(%.*s)", TEXT_ARG(buffer_text(&query)));
    return true;
}

/* ---- what is lost ---- */

/* Rows that are as they were are not kept any longer. */
static void add_pruning(const Settler *settler, Buffer *sql)
{
    sql_add(sql, "DELETE FROM {} AS k WHERE EXISTS (SELECT 1 FROM {} p WHERE ",
            sql_raw(settler->table), sql_raw(settler->present));
    add_same_key(settler, sql);
    if (settler->kept->entry.kind == KEEP_COLUMNS)
        add_same_values(settler, sql);
    buffer_add_string(sql, ");\n");
}

/* What the migration made of the values stands beside them. */
static void add_made_values(const Settler *settler, Buffer *sql)
{
    size_t count = 0;
    for (size_t i = 0; i < settler->changed; i++)
        sql_add(sql,
                "ALTER TABLE {} ADD COLUMN {} text;\n"
                "ALTER TABLE {} ADD COLUMN {} integer NOT NULL DEFAULT 0;\n",
                sql_raw(settler->table), sql_name(keep_made(settler->arena, i)),
                sql_raw(settler->table), sql_name(keep_newer(settler->arena, i)));
    sql_add(sql, "UPDATE {} AS k SET ", sql_raw(settler->table));
    for (size_t i = 0; i < settler->changed; i++) {
        keep_comma(sql, &count);
        sql_add(sql, "{} = p.v{}", sql_name(keep_made(settler->arena, i)), sql_number((int64_t)i));
    }
    sql_add(sql, " FROM {} p WHERE ", sql_raw(settler->present));
    add_same_key(settler, sql);
    buffer_add_string(sql, ";\n");
}

/* Are the kept values needed, whatever the migration made of them? Those of columns that are gone,
 * and of those with another type: equal texts are other values then, and a down script may have to
 * make the column anew. */
static bool needs_values(const KeepEntry *entry)
{
    for (list_each(const KeepColumn, column, &entry->columns))
        if (column->is_lost && (column->now.length == 0 || column->is_retyped))
            return true;
    return false;
}

/* Nobody may take it away meanwhile, and somebody might have. */
static bool check_there(Keeper *keeper, const KeptEntry *kept, Error *error)
{
    int64_t there;
    Text query = sql_text(keeper->arena,
                          "SELECT count(*) FROM " KEEP_SPACE ".entries WHERE number = {}"
                          " AND row_id = {}",
                          sql_number(kept->number), sql_literal(kept->row));
    if (!keep_number(keeper->arena, keeper->store, query, &there, error))
        return false;
    return there > 0 ||
           fail(error, ERROR_D1052, "what was kept of migration '%.*s' was removed while it ran",
                TEXT_ARG(kept->migration));
}

static bool settle_entry(Keeper *keeper, const KeptEntry *kept, Error *error)
{
    Settler settler = {.keeper = keeper,
                       .arena = keeper->arena,
                       .sql = keeper->database->connection->dialect->keep,
                       .kept = kept,
                       .table = keep_table(keeper->arena, kept->number)};
    Buffer sql = BUFFER(keeper->arena);
    bool rows = kept->entry.kind == KEEP_ROWS;
    for (list_each(const KeepColumn, column, &kept->entry.columns))
        settler.changed += keep_is_changed(column) ? 1 : 0;
    if (!check_there(keeper, kept, error))
        return false;
    if (kept->entry.has_key && (rows || settler.changed > 0)) {
        if (!make_present(&settler, error))
            return false;
        if (rows || !needs_values(&kept->entry))
            add_pruning(&settler, &sql);
        if (!rows)
            add_made_values(&settler, &sql);
    }
    sql_add(&sql, "UPDATE " KEEP_SPACE ".entries SET state = 'settled' WHERE number = {};\n",
            sql_number(kept->number));
    return database_run(keeper->store, buffer_text(&sql), NULL, error);
}

bool keep_settle(Keeper *keeper, Error *error)
{
    bool apart = keeper->store != keeper->database;
    if (keeper->kept.count == 0)
        return true;
    if (apart && !database_run(keeper->store, TEXT("BEGIN"), NULL, error))
        return false;
    for (list_each(const KeptEntry, kept, &keeper->kept))
        if (!settle_entry(keeper, kept, error))
            return false;
    return !apart || database_run(keeper->store, TEXT("COMMIT"), NULL, error);
}
