/* Where kept rows live: their tables, and the list of entries. */
#ifndef DUNLIN_ROLLBACK_KEEP_STORE_H
#define DUNLIN_ROLLBACK_KEEP_STORE_H

#include "rollback/keep.h"

/* The file beside a database that is a file. */
Text keep_file(Arena *arena, const Connection *connection);

/* Makes the store reachable by the connection, outside of transactions; `found` tells whether there
 * is one. With `make` its file may be created: D1050 where there can be none, or where it has
 * another form. */
bool keep_attach(Arena *arena, Database *database, bool make, bool *found, Error *error);
void keep_detach(Database *database);

/* Makes what is missing of it, inside a transaction. */
bool keep_make(Arena *arena, Database *database, Error *error);

/* The table of an entry: _dunlin_keep.kept_1, quoted. */
Text keep_table(Arena *arena, int64_t number);

/* Entries of a store that is attached, of the connection's history; see keep_list(). They are not
 * counted. */
bool keep_read_entries(Arena *arena, Database *database, const TextList *rows, KeptEntries *entries,
                       Error *error);

/* Marks the entries whose rows are not in the history. */
bool keep_find_orphans(Arena *arena, Database *database, KeptEntries *entries, Error *error);

/* Drops the tables of entries, and their lines in the list. */
bool keep_forget(Arena *arena, Database *database, const KeptEntries *entries, Error *error);

/* Appends a statement that lists a new entry, of the connection's history. */
void keep_insert_entry(Buffer *out, const Database *database, const KeptEntry *kept);

/* A table's name, with its namespace, and "alias"."column". */
Text keep_name(Arena *arena, Text namespace_name, Text table);
Text keep_field(Arena *arena, const char *alias, Text column);

/* A template of KeepSql, with the value for each {} and the type for each {type}. */
Text keep_fill(Arena *arena, const char *template, Text value, Text type);

/* True for a column that stays, with other values: these are compared with what is there. */
static inline bool keep_is_changed(const KeepColumn *column)
{
    return column->is_lost && column->now.length > 0 && !column->is_key;
}

/* The names of what stands beside a column that gets other values: what the migration made of it,
 * and whether it was changed since. */
Text keep_made(Arena *arena, size_t column);
Text keep_newer(Arena *arena, size_t column);

/* The first value of a query, as a number; 0 where there is none. */
bool keep_number(Arena *arena, Database *database, Text query, int64_t *number, Error *error);

/* Appends ", " before all but the first item of a list. */
void keep_comma(Buffer *out, size_t *count);

/* Brings equal values to equal texts, until keep_end_exact(). `settings` is what has to be run to
 * undo it. */
bool keep_begin_exact(Arena *arena, Database *database, Text *settings, Error *error);
bool keep_end_exact(Database *database, Text settings, Error *error);

/* Before keep_begin_exact(): reads what has to be run behind it where triggers of users may run, in
 * which names are to lead where they lead now. What we say ourselves is qualified, or the
 * database's own. */
bool keep_read_names(Arena *arena, Database *database, Text *names, Error *error);

/* An entry as text, and back. */
Text keep_describe(Arena *arena, const KeepEntry *entry);
bool keep_describe_read(Arena *arena, Text text, KeepEntry *entry, Error *error);

#endif
