/* INSERT INTO new (…) SELECT … FROM old: which column becomes which. */
#include "sql/effects/reading.h"

static const char *const item_ends[] = {",", "FROM", "AS", NULL};

/* A column, plain or as table.column, that is all of the item; else empty. */
static Text plain_column(EffectReader *in)
{
    static const char *const ends[] = {",", "FROM", NULL};
    if (in->token.kind != SQL_WORD && in->token.kind != SQL_QUOTED_NAME)
        return TEXT("");
    Text name = effect_read_table(in).name;
    if (effect_skip(in, "AS"))
        effect_read_name(in);
    EffectReader rest = *in;
    effect_go_to(&rest, ends);
    return rest.token.start == in->token.start ? name : TEXT("");
}

/* coalesce("column", …) */
static Text coalesced_column(EffectReader in)
{
    if (!effect_skip(&in, "COALESCE") || !effect_at(&in, "("))
        return TEXT("");
    EffectReader inside = effect_reader_inside(&in, effect_parenthesized(&in));
    effect_go_to(&in, item_ends);
    return effect_at_end(&in) || effect_at(&in, "(") ? TEXT("") : plain_column(&inside);
}

static EffectColumn read_item(EffectReader *in)
{
    static const char *const ends[] = {",", "FROM", NULL};
    EffectColumn item = {.from = coalesced_column(*in)};
    if (item.from.length)
        item.replaces_null = true;
    else
        item.from = plain_column(in);
    effect_go_to(in, ends);
    return item;
}

/* Behind FROM: one table, and nothing that chooses, joins or repeats rows. */
static void read_source(EffectReader *in, Effect *effect)
{
    static const char *const order[] = {"ORDER", NULL};
    static const char *const limits[] = {"LIMIT",  "OFFSET",    "FETCH", "UNION",
                                         "EXCEPT", "INTERSECT", NULL};
    if (in->token.kind != SQL_WORD && in->token.kind != SQL_QUOTED_NAME)
        return;
    EffectName source = effect_read_table(in);
    if (effect_skip(in, "AS"))
        effect_read_name(in);
    EffectReader rest = *in;
    effect_go_to(&rest, order);
    effect->from_space = source.space;
    effect->from_table = source.name;
    effect->all = rest.token.start == in->token.start;
    effect_go_to(&rest, limits);
    effect->all = effect->all && effect_at_end(&rest);
}

void effect_read_copied(EffectReader *in, Effect *effect)
{
    bool named = effect->columns.count > 0;
    size_t count = 0;
    if (effect_at(in, "DISTINCT") || effect_at(in, "*"))
        return; /* which columns these are, or which rows, cannot be told here */
    do {
        EffectColumn item = read_item(in);
        if (!named)
            list_add(in->arena, &effect->columns, item);
        else if (count < effect->columns.count) {
            effect->columns.items[count].from = item.from;
            effect->columns.items[count].replaces_null = item.replaces_null;
        }
        count++;
    } while (effect_skip(in, ","));
    if (effect_skip(in, "FROM") && (!named || count == effect->columns.count))
        read_source(in, effect);
}
