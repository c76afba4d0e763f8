#include "describe/sqlite/create_table.h"

#include "base/buffer.h"
#include "dialect/dialect.h"

static SqlToken token_at(Text sql, size_t place)
{
    return sql_token(&dialect_sqlite.syntax, sql, place);
}

static bool is_symbol(Text sql, SqlToken token, const char *symbols)
{
    return token.kind == SQL_SYMBOL && strchr(symbols, sql.data[token.start]);
}

/* True when a blank belongs between two tokens. */
static bool parted(Text sql, SqlToken before, SqlToken after)
{
    if (is_symbol(sql, before, "(.") || is_symbol(sql, after, "().,") ||
        after.kind == SQL_SEMICOLON)
        return false;
    if (is_symbol(sql, before, "),") || before.kind == SQL_SEMICOLON)
        return true;
    return after.start > before.end; /* a sign keeps to its number, >= together */
}

Text sqlite_plain_sql(Arena *arena, Text sql)
{
    Buffer out = BUFFER(arena);
    SqlToken before = {.kind = SQL_END};
    for (SqlToken token = token_at(sql, 0); token.kind != SQL_END;
         token = token_at(sql, token.end)) {
        if (before.kind != SQL_END && parted(sql, before, token))
            buffer_add_char(&out, ' ');
        buffer_add(&out, sql_token_text(sql, token));
        before = token;
    }
    Text plain = buffer_text(&out);
    return plain.data ? plain : TEXT("");
}

/* Names may stand in single quotes, too. */
static Text name_of(Arena *arena, Text sql, SqlToken token)
{
    Text text = sql_token_text(sql, token);
    if (token.kind != SQL_STRING)
        return text_copy(arena, sql_token_name(arena, sql, token));
    Buffer out = BUFFER(arena);
    for (size_t i = 1; i + 1 < text.length; i++) {
        buffer_add_char(&out, text.data[i]);
        i += text.data[i] == '\'';
    }
    return buffer_text(&out);
}

static const struct {
    const char *word;
    SqlObjectKind kind;
} constraints[] = {
    {"PRIMARY", OBJECT_PRIMARY_KEY},
    {"UNIQUE", OBJECT_UNIQUE},
    {"CHECK", OBJECT_CHECK},
    {"FOREIGN", OBJECT_FOREIGN_KEY},
};

static SqlObjectKind constraint_kind(Text sql, SqlToken token)
{
    for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
        if (sql_token_is(sql, token, constraints[i].word))
            return constraints[i].kind;
    return OBJECT_NONE;
}

static TablePart part_of(Arena *arena, Text sql)
{
    TablePart part = {.name = TEXT("")};
    SqlToken token = token_at(sql, 0);
    if (sql_token_is(sql, token, "CONSTRAINT")) {
        token = token_at(sql, token.end);
        part.name = name_of(arena, sql, token);
        token = token_at(sql, token.end);
        part.kind = constraint_kind(sql, token);
    } else {
        part.kind = constraint_kind(sql, token);
    }
    size_t start = token.start;
    if (part.kind == OBJECT_NONE) {
        part.kind = OBJECT_COLUMN;
        part.name = name_of(arena, sql, token);
        start = token.end;
    }
    part.definition = sqlite_plain_sql(arena, text_slice(sql, start, sql.length));
    return part;
}

/* The words behind the parts, in capital letters and in one order. */
static Text table_options(Arena *arena, Text sql)
{
    bool is_strict = false;
    bool has_no_rowid = false;
    for (SqlToken token = token_at(sql, 0); token.kind != SQL_END;
         token = token_at(sql, token.end)) {
        is_strict = is_strict || sql_token_is(sql, token, "STRICT");
        has_no_rowid = has_no_rowid || sql_token_is(sql, token, "WITHOUT");
    }
    return text_format(arena, "%s%s%s", is_strict ? "STRICT" : "",
                       is_strict && has_no_rowid ? ", " : "", has_no_rowid ? "WITHOUT ROWID" : "");
}

/* The token of the name of what a statement makes: the one behind TABLE, INDEX, VIEW, TRIGGER. */
static SqlToken thing_name(Text sql, bool *is_unique)
{
    static const char *const things[] = {"TABLE", "INDEX", "VIEW", "TRIGGER"};
    bool is_thing = false;
    SqlToken token = token_at(sql, 0);
    while (token.kind == SQL_WORD && !is_thing) {
        for (size_t i = 0; i < sizeof things / sizeof *things; i++)
            is_thing = is_thing || sql_token_is(sql, token, things[i]);
        if (is_unique && sql_token_is(sql, token, "UNIQUE"))
            *is_unique = true;
        token = token_at(sql, token.end);
    }
    return token;
}

Text sqlite_definition(Arena *arena, Text sql)
{
    SqlToken name = thing_name(sql, NULL);
    return sqlite_plain_sql(arena, text_slice(sql, name.end, sql.length));
}

Text sqlite_index_definition(Arena *arena, Text sql)
{
    bool is_unique = false;
    SqlToken on = token_at(sql, thing_name(sql, &is_unique).end);
    SqlToken table = token_at(sql, on.end);
    Text rest = sqlite_plain_sql(arena, text_slice(sql, table.end, sql.length));
    return is_unique ? text_format(arena, "UNIQUE %.*s", TEXT_ARG(rest)) : rest;
}

bool sqlite_take_table_apart(Arena *arena, Text sql, CreateTable *table)
{
    *table = (CreateTable){0};
    SqlToken token = token_at(sql, thing_name(sql, NULL).end);
    if (!is_symbol(sql, token, "("))
        return false;
    size_t start = token.end;
    for (int depth = 1; depth > 0;) {
        token = token_at(sql, token.end);
        if (token.kind == SQL_END)
            return false;
        if (is_symbol(sql, token, "("))
            depth++;
        else if (is_symbol(sql, token, ")"))
            depth--;
        if (depth == 0 || (depth == 1 && is_symbol(sql, token, ","))) {
            list_add(arena, &table->parts, part_of(arena, text_slice(sql, start, token.start)));
            start = token.end;
        }
    }
    table->options = table_options(arena, text_slice(sql, token.end, sql.length));
    return true;
}
