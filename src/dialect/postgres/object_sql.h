/* Objects of PostgreSQL as SQL: what is no matter of a template. */
#ifndef DUNLIN_DIALECT_POSTGRES_OBJECT_SQL_H
#define DUNLIN_DIALECT_POSTGRES_OBJECT_SQL_H

#include "sql/object_rules.h"

/* Appends a name with its namespace, where it has one. */
void object_add_name(Buffer *out, Text namespace, Text name);

/* The same of what the object belongs to. Functions' names are SQL already. */
void object_add_owner(Buffer *out, const SqlObject *object);

/* Appends the name of the parent that an inheritance or a partition leads to, which may have its
 * namespace before it. */
void object_add_parent(Buffer *out, const SqlObject *link);

/* "TABLE", "FUNCTION" and so on, as behind COMMENT ON or GRANT … ON. */
const char *object_keyword(SqlObjectKind kind);

void object_create_table(const ObjectScript *script, const SqlObject *table);
void object_add_column(const ObjectScript *script, const SqlObject *column);
void object_alter_column(const ObjectScript *script, const SqlObject *from, const SqlObject *to);
ObjectAlteration object_alter_enum(const ObjectScript *script, const SqlObject *from,
                                   const SqlObject *to);

void object_comment(const ObjectScript *script, const SqlObject *comment, Text text);

/* A privilege is given or, with `verb` "REVOKE", taken. */
void object_grant(const ObjectScript *script, const SqlObject *grant, const char *verb);
void object_default_grant(const ObjectScript *script, const SqlObject *grant, bool is_undone);

#endif
