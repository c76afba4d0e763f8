/* Reading one statement for its effects. Shared by the files of sql/effects/. */
#ifndef DUNLIN_SQL_EFFECTS_READING_H
#define DUNLIN_SQL_EFFECTS_READING_H

#include "sql/effects.h"

typedef struct EffectReader {
    Arena *arena;
    const SqlSyntax *syntax;
    Text statement;
    SqlToken token;  /* the next one */
    SqlToken passed; /* the one before it */
    size_t index;    /* of the statement in its script */
    size_t depth;    /* of statements inside of statements */
    Effects *effects;
    Text space; /* what the script has made the namespace of plain names; may be empty */
} EffectReader;

/* A table's name, with its namespace or an empty text. */
typedef struct EffectName {
    Text space;
    Text name;
} EffectName;

/* A reader at the beginning of a statement that is a part of this one. */
EffectReader effect_reader_inside(const EffectReader *in, Text statement);

void effect_advance(EffectReader *in);
bool effect_at(const EffectReader *in, const char *word);
bool effect_at_end(const EffectReader *in);
SqlToken effect_peek(const EffectReader *in); /* the token behind the next one */

/* Goes behind a pattern of WORD and [WORD], parted by blanks; false, and nowhere, when it is not
 * there. What is optional is taken when it is there. */
bool effect_skip(EffectReader *in, const char *pattern);

/* Goes behind one of the words. */
bool effect_skip_any(EffectReader *in, const char *const *words);

/* Goes behind the parentheses, or the CASE … END, that begin here, or behind one token. */
void effect_skip_group(EffectReader *in);

/* Goes on to the first of the words outside of parentheses, or to the end. */
void effect_go_to(EffectReader *in, const char *const *words);

/* What is inside the parentheses that begin here; goes behind them. */
Text effect_parenthesized(EffectReader *in);

/* A name: of a column and the like, or of a table, perhaps qualified. */
Text effect_read_name(EffectReader *in);
EffectName effect_read_table(EffectReader *in);

/* A new effect of the statement, of the table. */
Effect *effect_add(EffectReader *in, EffectKind kind, EffectName table);

/* The readers, each behind the words that the table of effects.c has for it. */
void effect_read_statement(EffectReader *in);
void effect_create_table(EffectReader *in);
void effect_alter_table(EffectReader *in);
void effect_insert(EffectReader *in);
void effect_replace(EffectReader *in);
void effect_update(EffectReader *in);
void effect_delete(EffectReader *in);
void effect_truncate(EffectReader *in);
void effect_merge(EffectReader *in);
void effect_copy(EffectReader *in);
void effect_select(EffectReader *in);

/* Adds an EFFECT_UNKNOWN for each function that the statement calls and that is not known to do
 * nothing but tell its result. */
void effect_add_calls(EffectReader *in);

/* Reads what SELECT … FROM … copies into the columns of a table (which may be empty: all in their
 * order), as far as that can be told. */
void effect_read_copied(EffectReader *in, Effect *effect);

#endif
