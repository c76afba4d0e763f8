/* Making a SQLite database again from its description. */
#include "dialect/dialect.h"

/* An identifier in quotes, as SQL that computes it. */
#define QUOTED(name) "'\"' || replace(" name ", '\"', '\"\"') || '\"'"
#define COLUMNS(what, between) \
    "(SELECT group_concat(" what ", " between ")" \
    " FROM pragma_table_xinfo(l.name) WHERE hidden = 0)"

const CopySql copy_sqlite = {
    .begin = "BEGIN;\n",
    /* What their tables hold is no rows of ours. */
    .beyond = "SELECT 1 FROM pragma_table_list WHERE type = 'virtual'",
    .rows =
        "SELECT 'SELECT ' || quote('INSERT INTO ' || t || ' (' || columns || ') VALUES (')"
        " || ' || ' || \"values\" || ' || '');'' FROM ' || t"
        " FROM (SELECT " QUOTED("l.name") " AS t, " COLUMNS(QUOTED("name"), "', '") " AS columns, " COLUMNS(
            "'quote(' || " QUOTED("name") " || ')'",
            "' || '', '' || '") " AS \"values\" FROM pragma_table_list l WHERE l.schema = 'main' AND l.type = 'table'"
                                " AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\')"
                                " UNION ALL SELECT 'SELECT ''DELETE FROM sqlite_sequence;''"
                                " WHERE EXISTS (SELECT 1 FROM sqlite_sequence WHERE seq > 0)"
                                " UNION ALL SELECT ''INSERT INTO sqlite_sequence VALUES ('' || quote(name)"
                                " || '', '' || quote(seq) || '');'' FROM sqlite_sequence WHERE seq > 0'"
                                " FROM sqlite_schema WHERE name = 'sqlite_sequence'",
    .no_rows = "SELECT 'DELETE FROM ' || " QUOTED(
        "l.name") " FROM pragma_table_list l"
                  " WHERE l.schema = 'main' AND l.type = 'table'"
                  " AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
};
