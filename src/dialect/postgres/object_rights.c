/* Comments and privileges as PostgreSQL's SQL. */
#include "dialect/postgres/object_sql.h"
#include "sql/writer.h"

const char *object_keyword(SqlObjectKind kind)
{
    static const struct {
        SqlObjectKind kind;
        const char *keyword;
    } keywords[] = {
        {OBJECT_NAMESPACE, "SCHEMA"},
        {OBJECT_ENUM, "TYPE"},
        {OBJECT_COMPOSITE_TYPE, "TYPE"},
        {OBJECT_RANGE_TYPE, "TYPE"},
        {OBJECT_DOMAIN, "DOMAIN"},
        {OBJECT_SEQUENCE, "SEQUENCE"},
        {OBJECT_FUNCTION, "FUNCTION"},
        {OBJECT_PROCEDURE, "PROCEDURE"},
        {OBJECT_AGGREGATE, "AGGREGATE"},
        {OBJECT_FOREIGN_WRAPPER, "FOREIGN DATA WRAPPER"},
        {OBJECT_FOREIGN_SERVER, "FOREIGN SERVER"},
        {OBJECT_FOREIGN_TABLE, "FOREIGN TABLE"},
        {OBJECT_VIEW, "VIEW"},
        {OBJECT_MATERIALIZED_VIEW, "MATERIALIZED VIEW"},
        {OBJECT_COLUMN, "COLUMN"},
        {OBJECT_INDEX, "INDEX"},
        {OBJECT_TRIGGER, "TRIGGER"},
        {OBJECT_RULE, "RULE"},
        {OBJECT_POLICY, "POLICY"},
        {OBJECT_CHECK, "CONSTRAINT"},
        {OBJECT_PRIMARY_KEY, "CONSTRAINT"},
        {OBJECT_UNIQUE, "CONSTRAINT"},
        {OBJECT_EXCLUSION, "CONSTRAINT"},
        {OBJECT_FOREIGN_KEY, "CONSTRAINT"},
    };
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (keywords[i].kind == kind)
            return keywords[i].keyword;
    return "TABLE";
}

void object_comment(const ObjectScript *script, const SqlObject *comment, Text text)
{
    Buffer *out = script->out;
    SqlObjectKind kind = comment->owner_kind;
    buffer_add_format(out, "COMMENT ON %s ", object_keyword(kind));
    if (comment->name.length == 0) {
        object_add_owner(out, comment);
    } else if (kind == OBJECT_COLUMN) {
        object_add_owner(out, comment);
        sql_add(out, ".{}", sql_name(comment->name));
    } else if (kind == OBJECT_INDEX) {
        object_add_name(out, comment->namespace, comment->name);
    } else {
        bool is_of_domain = !sql_object_find(script->to, OBJECT_TABLE, comment->namespace, TEXT(""),
                                             comment->owner) &&
                            sql_object_find(script->to, OBJECT_DOMAIN, comment->namespace, TEXT(""),
                                            comment->owner);
        sql_add(out, "{} ON {}", sql_name(comment->name),
                sql_raw(is_of_domain ? TEXT("DOMAIN ") : TEXT("")));
        object_add_owner(out, comment);
    }
    sql_add(out, " IS {};\n", sql_raw(text));
}

/* Splits at the first `word` that stands in no quotes; the part before it is returned. */
static Text cut_at(Text *rest, const char *word)
{
    bool is_quoted = false;
    size_t length = strlen(word);
    Text whole = *rest;
    for (size_t i = 0; i < whole.length; i++) {
        is_quoted ^= whole.data[i] == '"';
        if (!is_quoted && text_starts_with(text_slice(whole, i, whole.length), word)) {
            *rest = text_slice(whole, i + length, whole.length);
            return text_slice(whole, 0, i);
        }
    }
    *rest = (Text){0};
    return whole;
}

void object_grant(const ObjectScript *script, const SqlObject *grant, const char *verb)
{
    bool is_given = strcmp(verb, "GRANT") == 0;
    Text grantee = grant->name;
    Text privilege = cut_at(&grantee, grant->kind == OBJECT_GRANT ? " TO " : " FROM ");
    SqlObjectKind kind = grant->owner_kind;
    bool is_table = kind == OBJECT_TABLE || kind == OBJECT_VIEW || kind == OBJECT_FOREIGN_TABLE ||
                    kind == OBJECT_MATERIALIZED_VIEW;
    const char *keyword = is_table                   ? "TABLE"
                          : kind == OBJECT_AGGREGATE ? "FUNCTION"
                                                     : object_keyword(kind);
    sql_add(script->out, "{} {} ON {} ", sql_raw(text_from(verb)), sql_raw(privilege),
            sql_raw(text_from(keyword)));
    object_add_owner(script->out, grant);
    sql_add(script->out, " {} {}", sql_raw(is_given ? TEXT("TO") : TEXT("FROM")), sql_raw(grantee));
    if (is_given && grant->definition.length)
        sql_add(script->out, " {}", sql_raw(grant->definition));
    buffer_add_string(script->out, ";\n");
}

void object_default_grant(const ObjectScript *script, const SqlObject *grant, bool is_undone)
{
    Text role = grant->name;
    bool was_given = text_starts_with(role, "GRANT ");
    cut_at(&role, " ");
    Text grantee = cut_at(&role, " BY ");
    Text what = cut_at(&grantee, was_given ? " TO " : " FROM ");
    bool is_given = was_given != is_undone;
    buffer_add_string(script->out, "ALTER DEFAULT PRIVILEGES ");
    if (role.length)
        sql_add(script->out, "FOR ROLE {} ", sql_raw(role));
    if (grant->owner.length)
        sql_add(script->out, "IN SCHEMA {} ", sql_name(grant->owner));
    sql_add(script->out, "{} {} {} {}", sql_raw(is_given ? TEXT("GRANT") : TEXT("REVOKE")),
            sql_raw(what), sql_raw(is_given ? TEXT("TO") : TEXT("FROM")), sql_raw(grantee));
    if (is_given && grant->definition.length)
        sql_add(script->out, " {}", sql_raw(grant->definition));
    buffer_add_string(script->out, ";\n");
}
