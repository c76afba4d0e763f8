/* The tokens of SQL, as far as they are needed to find where statements end and what they begin
 * with. Works on broken scripts too: what is not closed reaches to the end of the text. */
#ifndef DUNLIN_SQL_TOKEN_H
#define DUNLIN_SQL_TOKEN_H

#include "base/text.h"

/* What differs between databases; each dialect has one. */
typedef struct SqlSyntax {
    bool dollar_quotes;      /* $tag$ … $tag$ */
    bool nested_comments;    /* a comment may hold another comment */
    bool hash_comments;      /* # to the end of the line */
    bool cr_ends_lines;      /* a lone carriage return ends a comment, too */
    bool escape_strings;     /* E'it\'s' */
    bool backslash_escapes;  /* a backslash escapes in every string */
    bool backticks;          /* `name` */
    bool brackets;           /* [name] */
    bool atomic_bodies;      /* CREATE FUNCTION … BEGIN ATOMIC …; …; END */
    bool trigger_bodies;     /* CREATE TRIGGER … BEGIN …; …; END */
    bool parentheses_matter; /* a semicolon in parentheses does not end the statement */
    bool lowers_names;       /* a name without quotes is meant in lower case */
    bool ignores_case_of_names;
} SqlSyntax;

typedef enum SqlTokenKind {
    SQL_END,
    SQL_WORD,        /* keyword or plain name */
    SQL_QUOTED_NAME, /* "name", `name`, [name] */
    SQL_STRING,      /* 'text', E'text', $$text$$ */
    SQL_NUMBER,
    SQL_SEMICOLON,
    SQL_SYMBOL, /* one character of anything else */
} SqlTokenKind;

typedef struct SqlToken {
    SqlTokenKind kind;
    size_t start;
    size_t end;
} SqlToken;

/* The first token at or after `from`; blanks and comments are passed over. */
SqlToken sql_token(const SqlSyntax *syntax, Text text, size_t from);

/* The token's own text. */
Text sql_token_text(Text text, SqlToken token);

/* True when the token is that keyword (upper case here, any case in the text). */
bool sql_token_is(Text text, SqlToken token, const char *keyword);

/* The name that a plain or quoted name stands for, as written, without quotes; doubled quotes are
 * made single. */
Text sql_token_name(Arena *arena, Text text, SqlToken token);

#endif
