/* How SQLite's objects are made and taken away. Nothing of a table can be altered: it is made anew,
 * its rows are copied, and it gets the old one's name. */
#include "dialect/object_rules.h"
#include "dialect/dialect.h"
#include "sql/writer.h"

static bool comes_along(SqlObjectKind kind)
{
    return kind == OBJECT_COLUMN || kind == OBJECT_PRIMARY_KEY || kind == OBJECT_UNIQUE ||
           kind == OBJECT_CHECK || kind == OBJECT_FOREIGN_KEY;
}

static void create_table(const ObjectScript *script, const SqlObject *table, Text name)
{
    Buffer *out = script->out;
    SqlObjectList parts =
        sql_objects_in_order(script->arena, script->to, table->namespace, table->name);
    const char *between = "\n    ";
    sql_add(out, "CREATE TABLE {} (", sql_name(name));
    for (size_t i = 0; i < parts.count; i++) {
        const SqlObject *part = parts.items[i];
        if (!comes_along(part->kind))
            continue;
        buffer_add_string(out, between);
        if (part->kind == OBJECT_COLUMN)
            sql_add(out, "{} ", sql_name(part->name));
        else if (part->name.length && !text_equal(part->name, part->definition))
            sql_add(out, "CONSTRAINT {} ", sql_name(part->name));
        buffer_add(out, part->definition);
        between = ",\n    ";
    }
    sql_add(out, "\n){}{};\n", sql_raw(table->definition.length ? TEXT(" ") : TEXT("")),
            sql_raw(table->definition));
}

/* True when the word stands in the definition of a column: AS (…), AUTOINCREMENT. */
static bool has_word(Text definition, const char *word)
{
    const SqlSyntax *syntax = &dialect_sqlite.syntax;
    for (SqlToken token = sql_token(syntax, definition, 0); token.kind != SQL_END;
         token = sql_token(syntax, definition, token.end))
        if (sql_token_is(definition, token, word))
            return true;
    return false;
}

static void rebuild(const ObjectScript *script, const SqlObject *table)
{
    Buffer columns = BUFFER(script->arena);
    bool counts = false;
    Text name = text_format(script->arena, "new_%.*s", TEXT_ARG(table->name));
    SqlObjectList parts =
        sql_objects_in_order(script->arena, script->to, table->namespace, table->name);
    create_table(script, table, name);
    for (size_t i = 0; i < parts.count; i++) {
        const SqlObject *part = parts.items[i];
        counts =
            counts || (part->kind == OBJECT_COLUMN && has_word(part->definition, "AUTOINCREMENT"));
        if (part->kind == OBJECT_COLUMN && !has_word(part->definition, "AS") &&
            sql_object_find(script->from, OBJECT_COLUMN, part->namespace, part->owner, part->name))
            sql_add(&columns, columns.length ? ", {}" : "{}", sql_name(part->name));
    }
    SqlHole copied = sql_raw(buffer_text(&columns));
    if (columns.length)
        sql_add(script->out, "INSERT INTO {} ({}) SELECT {} FROM {};\n", sql_name(name), copied,
                copied, sql_name(table->name));
    if (columns.length &&
        counts) /* the highest number that was given out, also of rows that went */
        sql_add(script->out,
                "UPDATE sqlite_sequence SET seq = max(seq, (SELECT seq FROM sqlite_sequence WHERE "
                "name = {})) WHERE name = {} AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name "
                "= {});\n",
                sql_literal(table->name), sql_literal(name), sql_literal(table->name));
    sql_add(script->out, "DROP TABLE {};\nALTER TABLE {} RENAME TO {};\n", sql_name(table->name),
            sql_name(name), sql_name(table->name));
}

static void create(const ObjectScript *script, const SqlObject *object)
{
    SqlHole name = sql_name(object->name);
    SqlHole definition = sql_raw(object->definition);
    bool is_unique = text_starts_with(object->definition, "UNIQUE ");
    switch ((int)object->kind) {
    case OBJECT_TABLE:
        create_table(script, object, object->name);
        break;
    case OBJECT_VIRTUAL_TABLE:
        sql_add(script->out, "CREATE VIRTUAL TABLE {} {};\n", name, definition);
        break;
    case OBJECT_INDEX:
        sql_add(
            script->out, "CREATE {}INDEX {} ON {}{};\n",
            sql_raw(is_unique ? TEXT("UNIQUE ") : TEXT("")), name, sql_name(object->owner),
            sql_raw(text_slice(object->definition, is_unique ? 7 : 0, object->definition.length)));
        break;
    case OBJECT_VIEW:
        sql_add(script->out, "CREATE VIEW {} {};\n", name, definition);
        break;
    case OBJECT_TRIGGER:
        sql_add(script->out, "CREATE TRIGGER {} {};\n", name, definition);
        break;
    default: /* comes along with its table */
        break;
    }
}

static void drop(const ObjectScript *script, const SqlObject *object)
{
    const char *word = object->kind == OBJECT_INDEX     ? "INDEX"
                       : object->kind == OBJECT_VIEW    ? "VIEW"
                       : object->kind == OBJECT_TRIGGER ? "TRIGGER"
                                                        : "TABLE";
    if (!comes_along(object->kind))
        sql_add(script->out, "DROP {} {};\n", sql_raw(text_from(word)), sql_name(object->name));
}

static ObjectAlteration alter(const ObjectScript *script, const SqlObject *from,
                              const SqlObject *to)
{
    (void)script;
    (void)from;
    (void)to;
    return ALTER_NOT;
}

const ObjectRules object_rules_sqlite = {
    .provider = "sqlite",
    .create = create,
    .drop = drop,
    .alter = alter,
    .comes_along = comes_along,
    .rebuild = rebuild,
};
