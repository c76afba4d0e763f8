#include "describe/sqlite/sqlite.h"

Text sqlite_keep(const SqliteDescribing *in, Text text)
{
    return text_copy(in->base->arena, text);
}

bool describe_sqlite(Describing *base, Error *error)
{
    base->schema->usual_namespace = TEXT("public"); /* as of a datamodel: it has no namespaces */
    SqliteDescribing in = {.base = base, .tables = MAP(base->scratch)};
    return sqlite_describe_tables(&in, error) && sqlite_describe_indexes(&in, error) &&
           sqlite_describe_foreign_keys(&in, error) && sqlite_describe_views(&in, error);
}
