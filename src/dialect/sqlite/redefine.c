/* Redefining tables: the new one is made beside the old one, the rows are copied, and it takes the
 * old one's place (https://www.sqlite.org/lang_altertable.html#otheralter). */
#include "dialect/sqlite/rendering.h"
#include "sql/writer.h"

static void add_source(Buffer *out, const Steps *steps, const ColumnPair *pair)
{
    const SqlColumn *new = &steps->after->columns.items[pair->after];
    bool fills_nulls = steps->changes[pair->before].what & CHANGED_ARITY &&
                       new->type.arity == COLUMN_REQUIRED &&new->default_value;
    if (!fills_nulls) {
        sql_add_name(out, new->name);
        return;
    }
    sql_add(out, "coalesce({}, ", sql_name(new->name));
    sqlite_add_default(out, new->default_value);
    sql_add(out, ") AS {}", sql_name(new->name));
}

void sqlite_copy_rows(Renderer *renderer, const char *insert, uint32_t table, Text from, Text to)
{
    const Steps *steps = renderer->steps;
    Arena *arena = renderer->text.arena;
    Buffer *out = &renderer->text;
    Buffer names = BUFFER(arena);
    Buffer sources = BUFFER(arena);
    ColumnPairs pairs = step_column_pairs(arena, steps, table, steps->old.tables[table]);
    for (list_each(const ColumnPair, pair, &pairs)) {
        if (pair->before == NONE || pair->after == NONE)
            continue;
        if (names.length) {
            buffer_add_string(&names, ", ");
            buffer_add_string(&sources, ", ");
        }
        sql_add_name(&names, pair->name);
        add_source(&sources, steps, pair);
    }
    if (names.length == 0)
        return;
    sql_add(out, "{} INTO {} ({}) SELECT {} FROM {}", sql_raw(text_from(insert)), sql_name(to),
            sql_raw(buffer_text(&names)), sql_raw(buffer_text(&sources)), sql_name(from));
    renderer_end_statement(renderer);
}

static void redefine_table(Renderer *renderer, uint32_t before)
{
    const Steps *steps = renderer->steps;
    uint32_t after = steps->old.tables[before];
    const SqlTable *new = &steps->after->tables.items[after];
    Buffer *out = &renderer->text;
    Text temporary = text_format(out->arena, "new_%.*s", TEXT_ARG(new->name));
    sqlite_create_table_as(renderer, after, temporary);
    sqlite_copy_rows(renderer, "INSERT", before, step_table_name(steps, before), temporary);
    sql_add(out, "DROP TABLE {}", sql_name(step_table_name(steps, before)));
    renderer_end_statement(renderer);
    sql_add(out, "ALTER TABLE {} RENAME TO {}", sql_name(temporary), sql_name(new->name));
    renderer_end_statement(renderer);
    for (uint32_t i = new->first_index; i < new->first_index + new->index_count; i++)
        if (i != new->primary_key)
            sqlite_create_index(renderer, i);
}

static void add_pragma(Renderer *renderer, const char *text)
{
    buffer_add_string(&renderer->text, text);
    renderer_end_statement(renderer);
}

void sqlite_render_redefine_tables(Renderer *renderer, const Step *step)
{
    add_pragma(renderer, "PRAGMA defer_foreign_keys=ON");
    add_pragma(renderer, "PRAGMA foreign_keys=OFF");
    for (uint32_t i = step->first; i < step->first + step->count; i++)
        redefine_table(renderer, renderer->steps->redefined_tables.items[i]);
    add_pragma(renderer, "PRAGMA foreign_keys=ON");
    add_pragma(renderer, "PRAGMA defer_foreign_keys=OFF");
}
