#include "describe/sqlite/sqlite.h"
#include "dialect/dialect.h"

Text sqlite_predicate(Text create_index)
{
    const SqlSyntax *syntax = &dialect_sqlite.syntax;
    size_t depth = 0;
    size_t start = 0;
    size_t end = 0;
    for (SqlToken token = sql_token(syntax, create_index, 0); token.kind != SQL_END;
         token = sql_token(syntax, create_index, token.end)) {
        if (start == 0 && end > 0)
            start = token.start;
        if (sql_token_is(create_index, token, "("))
            depth++;
        else if (sql_token_is(create_index, token, ")") && depth > 0)
            depth--;
        if (start > 0 || (depth == 0 && sql_token_is(create_index, token, "WHERE")))
            end = token.end;
    }
    return start ? text_slice(create_index, start, end) : (Text){0};
}
