/* A script as a list of statements. */
#ifndef DUNLIN_SQL_SCRIPT_H
#define DUNLIN_SQL_SCRIPT_H

#include "sql/token.h"

/* Where a statement stands in its script: from its first token up to, and without, its semicolon.
 */
typedef struct ScriptStatement {
    size_t start;
    size_t end;
} ScriptStatement;

typedef LIST_OF(ScriptStatement) ScriptStatements;

/* Cuts a script at the semicolons that end statements. Empty statements are left out. Quotes,
 * comments, dollar quotes, bodies of routines and of triggers are understood as `syntax` says. */
ScriptStatements script_split(Arena *arena, const SqlSyntax *syntax, Text script);

/* Does the statement match a pattern? A pattern is a list of elements, parted by blanks:
 *
 *   WORD     that keyword (or a symbol such as "(")
 *   [WORD]   that keyword or nothing
 *   *        any one token
 *   ...      any tokens, also none
 *   $        the end of the statement
 *
 * A match may end before the statement does. */
bool statement_matches(const SqlSyntax *syntax, Text statement, const char *pattern);

/* The first pattern of a NULL-terminated list that matches, or NULL. */
const char *statement_matches_any(const SqlSyntax *syntax, Text statement,
                                  const char *const *patterns);

/* The first `count` characters of a statement on one line, for a message; cut with an ellipsis. */
Text statement_shown(Arena *arena, Text statement, size_t count);

#endif
