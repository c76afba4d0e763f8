/* Views of SQLite. */
#include "describe/sqlite/sqlite.h"
#include "dialect/dialect.h"

/* The query of a CREATE VIEW statement: what follows AS, without comments at the end. */
static Text query_of(Text create_view)
{
    const SqlSyntax *syntax = &dialect_sqlite.syntax;
    size_t start = 0;
    size_t end = 0;
    for (SqlToken token = sql_token(syntax, create_view, 0); token.kind != SQL_END;
         token = sql_token(syntax, create_view, token.end)) {
        if (end > 0 && start == 0)
            start = token.start;
        if (start > 0 || sql_token_is(create_view, token, "AS"))
            end = token.end;
    }
    return text_slice(create_view, start, end);
}

static void take_column(void *context, const Text *values, size_t columns)
{
    (void)columns;
    SqliteDescribing *in = context;
    SqlSchema *schema = in->base->schema;
    Arena *arena = in->base->arena;
    if (schema->views.count == 0 || !text_equal(list_last(&schema->views).name, values[0]))
        list_add(arena, &schema->views,
                 (SqlView){.name = sqlite_keep(in, values[0]),
                           .namespace = NONE,
                           .first_column = (uint32_t)schema->view_columns.count,
                           .definition = sqlite_keep(in, query_of(values[1]))});
    list_add(arena, &schema->view_columns,
             (SqlColumn){.name = sqlite_keep(in, values[2]),
                         .table = (uint32_t)schema->views.count - 1,
                         .type = sqlite_column_type(arena, values[3], text_is(values[4], "1"))});
    list_last(&schema->views).column_count++;
}

bool sqlite_describe_views(SqliteDescribing *in, Error *error)
{
    return !in->base->request->views ||
           database_each(in->base->database,
                         TEXT("SELECT v.name, v.sql, c.name, c.type, c.\"notnull\""
                              " FROM sqlite_master v, pragma_table_info(v.name) c"
                              " WHERE v.type = 'view' ORDER BY v.name, c.cid"),
                         (RowSink){in, take_column}, error);
}
