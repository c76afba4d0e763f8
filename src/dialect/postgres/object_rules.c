/* How PostgreSQL's objects are made, changed and taken away: mostly templates. */
#include "dialect/object_rules.h"
#include "dialect/postgres/object_sql.h"
#include "sql/writer.h"

/* In the templates, q is the object's name with its namespace and n without, both quoted; Q and N
 * the same for names that are SQL already; o what it belongs to; O that, as a name of its own
 * namespace; v its definition as a literal; d its definition. A NULL `alter` stands for a drop and
 * a create. */
typedef struct ObjectTemplate {
    const char *create;
    const char *drop;
    const char *alter;
} ObjectTemplate;

#define COLUMN(change) "ALTER TABLE {o} ALTER COLUMN {n} " change
#define TABLE(change) "ALTER TABLE {o} " change
#define CONSTRAINT \
    { \
        TABLE("ADD CONSTRAINT {n} {d}"), TABLE("DROP CONSTRAINT {n}"), NULL \
    }

static const ObjectTemplate templates[OBJECT_KIND_COUNT] = {
    [OBJECT_NAMESPACE] = {"CREATE SCHEMA {n}", "DROP SCHEMA {n}", NULL},
    [OBJECT_EXTENSION] = {"CREATE EXTENSION {n} {d}", "DROP EXTENSION {n}",
                          "ALTER EXTENSION {n} SET {d}"},
    [OBJECT_COLLATION] = {"CREATE COLLATION {q} {d}", "DROP COLLATION {q}", NULL},
    [OBJECT_ENUM] = {"CREATE TYPE {q} AS ENUM {d}", "DROP TYPE {q}", NULL},
    [OBJECT_COMPOSITE_TYPE] = {"CREATE TYPE {q} AS {d}", "DROP TYPE {q}", NULL},
    [OBJECT_DOMAIN] = {"CREATE DOMAIN {q} AS {d}", "DROP DOMAIN {q}", NULL},
    [OBJECT_RANGE_TYPE] = {"CREATE TYPE {q} AS RANGE {d}", "DROP TYPE {q}", NULL},
    /* One that a column owns has gone with it. */
    [OBJECT_SEQUENCE] = {"CREATE SEQUENCE {q} {d}", "DROP SEQUENCE IF EXISTS {q}",
                         "ALTER SEQUENCE {q} {d}"},
    [OBJECT_FUNCTION] = {"{d}", "DROP FUNCTION {Q}", "{d}"},
    [OBJECT_PROCEDURE] = {"{d}", "DROP PROCEDURE {Q}", "{d}"},
    [OBJECT_AGGREGATE] = {"CREATE AGGREGATE {Q} {d}", "DROP AGGREGATE {Q}", NULL},
    [OBJECT_OPERATOR] = {"CREATE OPERATOR {Q} ({d})", "DROP OPERATOR {Q}", NULL},
    [OBJECT_CAST] = {"CREATE CAST {N} {d}", "DROP CAST {N}", NULL},
    [OBJECT_FOREIGN_WRAPPER] = {"CREATE FOREIGN DATA WRAPPER {n} {d}",
                                "DROP FOREIGN DATA WRAPPER {n}", NULL},
    [OBJECT_FOREIGN_SERVER] = {"CREATE SERVER {n} {d}", "DROP SERVER {n}", NULL},
    [OBJECT_TABLE] = {NULL, "DROP TABLE {q}", NULL},
    [OBJECT_FOREIGN_TABLE] = {NULL, "DROP FOREIGN TABLE {q}", NULL},
    [OBJECT_COLUMN] = {NULL, TABLE("DROP COLUMN {n}"), NULL},
    [OBJECT_GENERATED] = {NULL, NULL, NULL}, /* the column is made anew */
    [OBJECT_NOT_NULL] = {COLUMN("SET NOT NULL"), COLUMN("DROP NOT NULL"), NULL},
    [OBJECT_DEFAULT] = {COLUMN("SET DEFAULT {d}"), COLUMN("DROP DEFAULT"),
                        COLUMN("SET DEFAULT {d}")},
    [OBJECT_IDENTITY] = {COLUMN("ADD GENERATED {d} AS IDENTITY"), COLUMN("DROP IDENTITY"),
                         COLUMN("SET GENERATED {d}")},
    [OBJECT_IDENTITY_OPTIONS] = {COLUMN("{d}"), "", COLUMN("{d}")},
    [OBJECT_COLUMN_STORAGE] = {COLUMN("SET STORAGE {d}"), COLUMN("SET STORAGE EXTENDED"),
                               COLUMN("SET STORAGE {d}")},
    [OBJECT_COLUMN_COMPRESSION] = {COLUMN("SET COMPRESSION {d}"), COLUMN("SET COMPRESSION DEFAULT"),
                                   COLUMN("SET COMPRESSION {d}")},
    [OBJECT_COLUMN_STATISTICS] = {COLUMN("SET STATISTICS {d}"), COLUMN("SET STATISTICS -1"),
                                  COLUMN("SET STATISTICS {d}")},
    [OBJECT_COLUMN_OPTION] = {COLUMN("SET ({d})"),
                              COLUMN("RESET (n_distinct, n_distinct_inherited)"), NULL},
    [OBJECT_SEQUENCE_OWNER] = {"ALTER SEQUENCE {o} OWNED BY {d}",
                               "ALTER SEQUENCE {o} OWNED BY NONE",
                               "ALTER SEQUENCE {o} OWNED BY {d}"},
    [OBJECT_CHECK] = CONSTRAINT,
    [OBJECT_PRIMARY_KEY] = CONSTRAINT,
    [OBJECT_UNIQUE] = CONSTRAINT,
    [OBJECT_EXCLUSION] = CONSTRAINT,
    [OBJECT_INDEX] = {"CREATE {u}INDEX {n} ON {o} {i}", "DROP INDEX {q}", NULL},
    [OBJECT_INVALID_INDEX] = {"", "REINDEX INDEX {q}", NULL},
    [OBJECT_FOREIGN_KEY] = CONSTRAINT,
    [OBJECT_INHERITANCE] = {TABLE("INHERIT {O}"), TABLE("NO INHERIT {O}"), NULL},
    [OBJECT_PARTITION] = {"ALTER TABLE {O} ATTACH PARTITION {o} {d}",
                          "ALTER TABLE {O} DETACH PARTITION {o}", NULL},
    [OBJECT_VIEW] = {"CREATE VIEW {q} AS\n{d}", "DROP VIEW {q}", NULL},
    [OBJECT_MATERIALIZED_VIEW] = {"CREATE MATERIALIZED VIEW {q} AS\n{d}",
                                  "DROP MATERIALIZED VIEW {q}", NULL},
    [OBJECT_STATISTICS] = {"{d}", "DROP STATISTICS {q}", NULL},
    [OBJECT_OPTION] = {TABLE("SET ({N} = {v})"), TABLE("RESET ({N})"), TABLE("SET ({N} = {v})")},
    [OBJECT_UNLOGGED] = {TABLE("SET UNLOGGED"), TABLE("SET LOGGED"), NULL},
    [OBJECT_TABLESPACE] = {TABLE("SET TABLESPACE {d}"), TABLE("SET TABLESPACE pg_default"),
                           TABLE("SET TABLESPACE {d}")},
    [OBJECT_CLUSTERING] = {TABLE("CLUSTER ON {d}"), TABLE("SET WITHOUT CLUSTER"),
                           TABLE("CLUSTER ON {d}")},
    [OBJECT_REPLICA_IDENTITY] = {TABLE("REPLICA IDENTITY {d}"), TABLE("REPLICA IDENTITY DEFAULT"),
                                 TABLE("REPLICA IDENTITY {d}")},
    [OBJECT_ROW_SECURITY] = {TABLE("ENABLE ROW LEVEL SECURITY"),
                             TABLE("DISABLE ROW LEVEL SECURITY"), NULL},
    [OBJECT_FORCED_ROW_SECURITY] = {TABLE("FORCE ROW LEVEL SECURITY"),
                                    TABLE("NO FORCE ROW LEVEL SECURITY"), NULL},
    [OBJECT_POLICY] = {"CREATE POLICY {n} ON {o} {d}", "DROP POLICY {n} ON {o}", NULL},
    [OBJECT_RULE] = {"{d}", "DROP RULE {n} ON {o}", NULL},
    [OBJECT_RULE_STATE] = {TABLE("{d} RULE {n}"), TABLE("ENABLE RULE {n}"), TABLE("{d} RULE {n}")},
    [OBJECT_TRIGGER] = {"{d}", "DROP TRIGGER {n} ON {o}", NULL},
    [OBJECT_TRIGGER_STATE] = {TABLE("{d} TRIGGER {n}"), TABLE("ENABLE TRIGGER {n}"),
                              TABLE("{d} TRIGGER {n}")},
    [OBJECT_EVENT_TRIGGER] = {"CREATE EVENT TRIGGER {n} {d}", "DROP EVENT TRIGGER {n}", NULL},
    [OBJECT_PUBLICATION] = {"CREATE PUBLICATION {n} {d}", "DROP PUBLICATION {n}", NULL},
};

/* What is said otherwise of domains and event triggers. */
static const struct {
    SqlObjectKind owner;
    SqlObjectKind kind;
    ObjectTemplate template;
} special_templates[] = {
    {OBJECT_DOMAIN,
     OBJECT_NOT_NULL,
     {"ALTER DOMAIN {o} SET NOT NULL", "ALTER DOMAIN {o} DROP NOT NULL", NULL}},
    {OBJECT_DOMAIN,
     OBJECT_DEFAULT,
     {"ALTER DOMAIN {o} SET DEFAULT {d}", "ALTER DOMAIN {o} DROP DEFAULT",
      "ALTER DOMAIN {o} SET DEFAULT {d}"}},
    {OBJECT_DOMAIN,
     OBJECT_CHECK,
     {"ALTER DOMAIN {o} ADD CONSTRAINT {n} {d}", "ALTER DOMAIN {o} DROP CONSTRAINT {n}", NULL}},
    {OBJECT_EVENT_TRIGGER,
     OBJECT_TRIGGER_STATE,
     {"ALTER EVENT TRIGGER {o} {d}", "ALTER EVENT TRIGGER {o} ENABLE",
      "ALTER EVENT TRIGGER {o} {d}"}},
};

static const ObjectTemplate *template_of(const SqlObject *object)
{
    for (size_t i = 0; i < sizeof special_templates / sizeof *special_templates; i++)
        if (special_templates[i].owner == (SqlObjectKind)object->owner_kind &&
            special_templates[i].kind == (SqlObjectKind)object->kind)
            return &special_templates[i].template;
    return &templates[object->kind];
}

static const char unique[] = "UNIQUE ";

/* The name with its namespace, where the name is SQL already. An operator is made by its name
 * alone: what it takes is in its definition. */
static void add_sql_name(Buffer *out, const SqlObject *object, bool is_created)
{
    Text name = object->name;
    ptrdiff_t types = text_find(name, " (");
    if (object->namespace.length)
        sql_add(out, "{}.", sql_name(object->namespace));
    if (object->kind == OBJECT_OPERATOR && is_created && types > 0)
        name.length = (size_t)types;
    buffer_add(out, name);
}

static void add_hole(Buffer *out, char hole, const SqlObject *object, bool is_created)
{
    Text definition = object->definition;
    bool is_unique = text_starts_with(definition, unique);
    bool is_all = object->kind == OBJECT_TRIGGER_STATE && text_is(object->name, "ALL");
    if (hole == 'q')
        object_add_name(out, object->namespace, object->name);
    else if (hole == 'Q')
        add_sql_name(out, object, is_created);
    else if (hole == 'n' && !is_all)
        sql_add_name(out, object->name);
    else if (hole == 'N' || hole == 'n')
        buffer_add(out, object->name);
    else if (hole == 'o')
        object_add_owner(out, object);
    else if (hole == 'O')
        object_add_parent(out, object);
    else if (hole == 'v')
        sql_add_literal(out, definition);
    else if (hole == 'd')
        buffer_add(out, definition);
    else if (hole == 'u')
        buffer_add_string(out, is_unique ? unique : "");
    else if (hole == 'i')
        buffer_add(out,
                   text_slice(definition, is_unique ? sizeof unique - 1 : 0, definition.length));
}

/* Appends the filled template as a statement; definitions of rules end with a semicolon. */
static void add_statement(const ObjectScript *script, const char *template, const SqlObject *object)
{
    Buffer statement = BUFFER(script->arena);
    for (const char *c = template; *c; c++) {
        if (*c == '{' && c[1] && c[2] == '}') {
            add_hole(&statement, c[1], object, template == templates[object->kind].create);
            c += 2;
        } else {
            buffer_add_char(&statement, *c);
        }
    }
    Text text = text_trim(buffer_text(&statement));
    if (text_ends_with(text, ";"))
        text.length--;
    if (text.length)
        sql_add(script->out, "{};\n", sql_raw(text));
}

static void create(const ObjectScript *script, const SqlObject *object)
{
    const ObjectTemplate *template = template_of(object);
    if (object->kind == OBJECT_TABLE || object->kind == OBJECT_FOREIGN_TABLE)
        object_create_table(script, object);
    else if (object->kind == OBJECT_COLUMN)
        object_add_column(script, object);
    else if (object->kind == OBJECT_COMMENT)
        object_comment(script, object, object->definition);
    else if (object->kind == OBJECT_GRANT)
        object_grant(script, object, "GRANT");
    else if (object->kind == OBJECT_REVOCATION)
        object_grant(script, object, "REVOKE");
    else if (object->kind == OBJECT_DEFAULT_GRANT)
        object_default_grant(script, object, false);
    else if (template->create)
        add_statement(script, template->create, object);
}

static void drop(const ObjectScript *script, const SqlObject *object)
{
    const ObjectTemplate *template = template_of(object);
    const SqlObject *link;
    if (object->kind == OBJECT_COLUMN && sql_object_inherited(script->from, object, &link))
        add_statement(script, TABLE("DROP COLUMN IF EXISTS {n}"), object); /* or gone with that */
    else if (object->kind == OBJECT_COMMENT)
        object_comment(script, object, TEXT("NULL"));
    else if (object->kind == OBJECT_GRANT)
        object_grant(script, object, "REVOKE");
    else if (object->kind == OBJECT_REVOCATION)
        object_grant(script, object, "GRANT");
    else if (object->kind == OBJECT_DEFAULT_GRANT)
        object_default_grant(script, object, true);
    else if (template->drop)
        add_statement(script, template->drop, object);
}

/* What stands before the language: with another name, argument or result, the function has to be
 * made anew. */
static Text signature(Text definition)
{
    ptrdiff_t end = text_find(definition, "\n LANGUAGE ");
    return text_slice(definition, 0, end < 0 ? definition.length : (size_t)end);
}

static ObjectAlteration alter(const ObjectScript *script, const SqlObject *from,
                              const SqlObject *to)
{
    const ObjectTemplate *template = template_of(to);
    bool is_routine = to->kind == OBJECT_FUNCTION || to->kind == OBJECT_PROCEDURE;
    if (is_routine && !text_equal(signature(from->definition), signature(to->definition)))
        return ALTER_NOT;
    if (to->kind == OBJECT_ENUM)
        return object_alter_enum(script, from, to);
    if (to->kind == OBJECT_COMMENT)
        object_comment(script, to, to->definition);
    else if (to->kind == OBJECT_COLUMN)
        object_alter_column(script, from, to);
    else if (template->alter)
        add_statement(script, template->alter, to);
    else
        return ALTER_NOT;
    return ALTER_WHOLLY;
}

static bool comes_along(SqlObjectKind kind)
{
    return kind == OBJECT_COLUMN || kind == OBJECT_GENERATED || kind == OBJECT_NOT_NULL ||
           kind == OBJECT_DEFAULT || kind == OBJECT_IDENTITY || kind == OBJECT_INHERITANCE;
}

const ObjectRules object_rules_postgres = {
    .provider = "postgresql",
    .create = create,
    .drop = drop,
    .alter = alter,
    .comes_along = comes_along,
};
