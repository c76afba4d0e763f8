/* CREATE TABLE and ALTER TABLE. */
#include "sql/effects/reading.h"

/* What begins a part of CREATE TABLE (…) or an ADD that is no column. */
static const char *const no_columns[] = {"CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN",
                                         "CHECK",      "EXCLUDE", "LIKE",   NULL};

/* Words behind a column's type. */
static const char *const behind_type[] = {
    ",",     "CONSTRAINT",    "NOT",   "NULL",    "DEFAULT", "PRIMARY", "UNIQUE",  "REFERENCES",
    "CHECK", "GENERATED",     "AS",    "COLLATE", "USING",   "OPTIONS", "STORAGE", "COMPRESSION",
    "ON",    "AUTOINCREMENT", "FIRST", "AFTER",   NULL};

static Text read_type(EffectReader *in)
{
    size_t start = in->token.start;
    SqlToken before = in->token;
    effect_go_to(in, behind_type);
    return in->token.start == before.start ? TEXT("")
                                           : text_slice(in->statement, start, in->passed.end);
}

/* Behind the next comma outside of parentheses; false at the end. */
static bool next_part(EffectReader *in)
{
    static const char *const comma[] = {",", NULL};
    effect_go_to(in, comma);
    return effect_skip(in, ",");
}

static void read_columns(EffectReader *in, Effect *effect)
{
    EffectReader inside = effect_reader_inside(in, effect_parenthesized(in));
    do {
        if (effect_at_end(&inside) || effect_skip_any(&inside, no_columns))
            continue;
        EffectColumn *column = &list_push(in->arena, &effect->columns);
        column->name = effect_read_name(&inside);
        column->type = read_type(&inside);
    } while (next_part(&inside));
}

static bool is_temporary(const EffectReader *in)
{
    EffectReader begin = effect_reader_inside(in, in->statement);
    return effect_skip(&begin, "CREATE [GLOBAL] [LOCAL] TEMP") ||
           effect_skip(&begin, "CREATE [GLOBAL] [LOCAL] TEMPORARY");
}

/* CREATE TABLE [IF NOT EXISTS] name (…) | PARTITION OF … | AS query */
void effect_create_table(EffectReader *in)
{
    bool conditional = effect_skip(in, "IF NOT EXISTS");
    Effect *effect = effect_add(in, EFFECT_CREATE_TABLE, effect_read_table(in));
    effect->conditional = conditional;
    effect->temporary = is_temporary(in);
    if (effect_at(in, "("))
        read_columns(in, effect);
}

/* ADD [COLUMN] [IF NOT EXISTS] name type … */
static void add_column(EffectReader *in, EffectName table)
{
    bool column = effect_skip(in, "COLUMN");
    bool conditional = effect_skip(in, "IF NOT EXISTS");
    if (!column && effect_skip_any(in, no_columns))
        return;
    Text name = effect_read_name(in);
    Effect *effect = effect_add(in, EFFECT_ADD_COLUMN, table);
    effect->column = name;
    effect->conditional = conditional;
    effect->becomes = read_type(in);
}

/* DROP [COLUMN] [IF EXISTS] name [CASCADE] */
static void drop_column(EffectReader *in, EffectName table)
{
    bool column = effect_skip(in, "COLUMN");
    if (!column && effect_skip(in, "CONSTRAINT"))
        return;
    bool conditional = effect_skip(in, "IF EXISTS");
    Text name = effect_read_name(in);
    Effect *effect = effect_add(in, EFFECT_DROP_COLUMN, table);
    effect->column = name;
    effect->conditional = conditional;
    effect->cascade = effect_skip(in, "CASCADE");
}

enum { DEEPEST = 50 }; /* parentheses inside of parentheses */

/* Casts to text, or to the type itself, change no value that the change of type would not. */
static bool skip_casts(EffectReader *in, Text type)
{
    static const char *const cast[] = {":", NULL};
    bool harmless = true;
    while (effect_skip(in, ": :")) {
        size_t start = in->token.start;
        effect_go_to(in, cast);
        Text to = text_trim(text_slice(in->statement, start, in->passed.end));
        harmless = harmless && (text_equal_ignoring_case(to, type) ||
                                text_equal_ignoring_case(to, TEXT("text")) ||
                                text_equal_ignoring_case(to, TEXT("text[]")));
    }
    return harmless;
}

/* [COLLATE …] [USING …]: nothing, or the column itself with harmless casts behind it. */
static bool read_cast(EffectReader *in, Text column, Text type)
{
    static const char *const comma[] = {",", NULL};
    if (effect_skip(in, "COLLATE"))
        effect_read_table(in);
    if (!effect_skip(in, "USING"))
        return true;
    size_t start = in->token.start;
    effect_go_to(in, comma);
    EffectReader cast = effect_reader_inside(in, text_slice(in->statement, start, in->passed.end));
    bool harmless = true;
    for (size_t depth = 0; depth < DEEPEST && effect_at(&cast, "("); depth++) {
        Text inside = effect_parenthesized(&cast);
        harmless = skip_casts(&cast, type) && harmless;
        if (!effect_at_end(&cast))
            return false;
        cast = effect_reader_inside(in, inside);
    }
    bool same = effect_same_name(in->syntax, effect_read_name(&cast), column);
    return skip_casts(&cast, type) && harmless && same && effect_at_end(&cast);
}

/* ALTER [COLUMN] name [SET DATA] TYPE type …; everything else leaves the values alone, but for the
 * expression of a computed column. */
static void alter_column(EffectReader *in, EffectName table)
{
    if (effect_skip(in, "CONSTRAINT"))
        return;
    effect_skip(in, "COLUMN");
    Text name = effect_read_name(in);
    if (!effect_skip(in, "SET DATA TYPE") && !effect_skip(in, "TYPE"))
        return;
    Effect *effect = effect_add(in, EFFECT_CHANGE_TYPE, table);
    effect->column = name;
    effect->becomes = read_type(in);
    effect->is_cast = read_cast(in, name, effect->becomes);
}

/* RENAME TO name, RENAME CONSTRAINT a TO b, RENAME [COLUMN] a TO b */
static void rename_in(EffectReader *in, EffectName table)
{
    if (effect_skip(in, "TO")) {
        effect_add(in, EFFECT_RENAME_TABLE, table)->becomes = effect_read_name(in);
        return;
    }
    if (effect_skip(in, "CONSTRAINT"))
        return;
    effect_skip(in, "COLUMN");
    Text name = effect_read_name(in);
    if (!effect_skip(in, "TO"))
        return;
    Effect *effect = effect_add(in, EFFECT_RENAME_COLUMN, table);
    effect->column = name;
    effect->becomes = effect_read_name(in);
}

static void alter_action(EffectReader *in, EffectName table)
{
    if (effect_skip(in, "ADD"))
        add_column(in, table);
    else if (effect_skip(in, "DROP"))
        drop_column(in, table);
    else if (effect_skip(in, "ALTER"))
        alter_column(in, table);
    else if (effect_skip(in, "RENAME"))
        rename_in(in, table);
    else if (effect_skip(in, "SET SCHEMA"))
        effect_add(in, EFFECT_RENAME_TABLE, table)->becomes_space = effect_read_name(in);
    else if (effect_skip(in, "DETACH") || effect_skip(in, "ATTACH"))
        effect_add(in, EFFECT_UNKNOWN, table);
}

/* ALTER TABLE [IF EXISTS] [ONLY] name [*] action, action … */
void effect_alter_table(EffectReader *in)
{
    if (effect_skip(in, "ALL IN TABLESPACE"))
        return;
    bool conditional = effect_skip(in, "IF EXISTS");
    effect_skip(in, "ONLY");
    EffectName table = effect_read_table(in);
    effect_skip(in, "*");
    size_t first = in->effects->count;
    do
        alter_action(in, table);
    while (next_part(in));
    for (size_t i = first; conditional && i < in->effects->count; i++)
        in->effects->items[i].conditional = true;
}
