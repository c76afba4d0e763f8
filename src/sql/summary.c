#include "sql/summary.h"

/* What happens to the tables that stay, a text each. */
typedef struct Summary {
    const Steps *steps;
    Buffer *out;
    Arena *arena;
    Buffer **tables; /* by tables of the schema before; NULL: nothing happens to it */
} Summary;

static void add_line(Buffer *out, char sign, const char *what, Text name)
{
    buffer_add_format(out, "%c %s%s%.*s", sign, what, name.length ? " " : "", TEXT_ARG(name));
}

/* The lines of a table that stays. */
static Buffer *lines_of(Summary *in, uint32_t table)
{
    if (!in->tables[table]) {
        in->tables[table] = NEW(in->arena, Buffer);
        *in->tables[table] = BUFFER(in->arena);
    }
    return in->tables[table];
}

static Buffer *begin_line(Summary *in, uint32_t table, char sign, const char *what, Text name)
{
    Buffer *out = lines_of(in, table);
    buffer_add_string(out, "    ");
    add_line(out, sign, what, name);
    return out;
}

static void end_line(Buffer *out)
{
    buffer_add_char(out, '\n');
}

/* --- columns --- */

static const char *arity_name(ColumnArity arity)
{
    static const char *const names[] = {
        [COLUMN_REQUIRED] = "required", [COLUMN_NULLABLE] = "optional", [COLUMN_LIST] = "list"};
    return names[arity];
}

static void add_column_change(Summary *in, uint32_t table, const TableChange *change)
{
    const Steps *steps = in->steps;
    unsigned what = steps->changes[change->before].what;
    const SqlColumn *old = &steps->before->columns.items[change->before];
    const SqlColumn *new = &steps->after->columns.items[change->after];
    Buffer *out = begin_line(in, table, '~', "column", new->name);
    const char *between = ": ";
    if (what & CHANGED_TYPE) {
        buffer_add_format(out, "%stype", between);
        between = ", ";
    }
    if (what & CHANGED_ARITY) {
        buffer_add_format(out, "%s%s to %s", between, arity_name(old->type.arity),
                          arity_name(new->type.arity));
        between = ", ";
    }
    if (what & CHANGED_DEFAULT) {
        buffer_add_format(out, "%s%s", between,
                          !old->default_value   ? "default added"
                          : !new->default_value ? "default removed"
                                                : "default changed");
        between = ", ";
    }
    if (what & CHANGED_AUTOINCREMENT)
        buffer_add_format(out, "%s%s", between,
                          new->is_autoincrement ? "counts by itself"
                                                : "no longer counts by itself");
    if (steps->changes[change->before].cast == CAST_IMPOSSIBLE && what & CHANGED_TYPE)
        buffer_add_string(out, " (dropped and added: its values are lost)");
    end_line(out);
}

static void add_table_change(Summary *in, const Step *step, const TableChange *change)
{
    const Steps *steps = in->steps;
    Buffer *out = NULL;
    switch (change->kind) {
    case TABLE_DROP_PRIMARY_KEY:
        out = begin_line(in, step->before, '-', "primary key", TEXT(""));
        break;
    case TABLE_RENAME_PRIMARY_KEY:
        out = begin_line(in, step->before, '~', "primary key: new name", TEXT(""));
        break;
    case TABLE_ADD_PRIMARY_KEY:
        out = begin_line(in, step->before, '+', "primary key", TEXT(""));
        break;
    case TABLE_DROP_COLUMN:
        out = begin_line(in, step->before, '-', "column",
                         steps->before->columns.items[change->before].name);
        break;
    case TABLE_ADD_COLUMN:
        out = begin_line(in, step->before, '+', "column",
                         steps->after->columns.items[change->after].name);
        break;
    case TABLE_ALTER_COLUMN:
    case TABLE_RECREATE_COLUMN:
        add_column_change(in, step->before, change);
        return;
    }
    end_line(out);
}

/* A table that is redefined has no list of changes: they are found again. */
static void add_redefined(Summary *in, uint32_t before)
{
    const Steps *steps = in->steps;
    uint32_t after = steps->old.tables[before];
    ColumnPairs pairs = step_column_pairs(in->arena, steps, before, after);
    for (list_each(const ColumnPair, pair, &pairs)) {
        TableChange change = {TABLE_ALTER_COLUMN, pair->before, pair->after};
        if (pair->before != NONE && pair->after != NONE) {
            if (steps->changes[pair->before].what)
                add_column_change(in, before, &change);
            continue;
        }
        end_line(begin_line(in, before, pair->before == NONE ? '+' : '-', "column", pair->name));
    }
    buffer_add_string(lines_of(in, before), "    (the table is rebuilt)\n");
}

/* --- indexes and foreign keys --- */

static void add_index(Summary *in, uint32_t table, char sign, const SqlSchema *schema,
                      uint32_t index)
{
    const SqlIndex *of = &schema->indexes.items[index];
    Buffer *out =
        begin_line(in, table, sign, of->kind == INDEX_UNIQUE ? "unique index" : "index", of->name);
    for (uint32_t i = 0; i < of->column_count; i++)
        buffer_add_format(
            out, "%s%.*s", i ? ", " : " (",
            TEXT_ARG(schema->columns.items[sql_index_columns(schema, of)[i].column].name));
    buffer_add_string(out, of->column_count ? ")" : "");
    end_line(out);
}

static void add_foreign_key(Summary *in, uint32_t table, char sign, const SqlSchema *schema,
                            uint32_t key)
{
    const SqlForeignKey *of = &schema->foreign_keys.items[key];
    Buffer *out = begin_line(in, table, sign, "foreign key", of->name);
    buffer_add_format(out, " (to %.*s)", TEXT_ARG(schema->tables.items[of->referenced_table].name));
    end_line(out);
}

static void add_renamed(Summary *in, uint32_t table, const char *what, Text old, Text new)
{
    Buffer *out = begin_line(in, table, '~', what, old);
    buffer_add_format(out, ": renamed to %.*s", TEXT_ARG(new));
    end_line(out);
}

/* --- steps --- */

static void add_step_of_index(Summary *in, const Step *step)
{
    const Steps *steps = in->steps;
    const SqlSchema *before = steps->before;
    const SqlSchema *after = steps->after;
    if (step->kind == STEP_CREATE_INDEX) {
        if (step->before != NONE)
            add_index(in, step->before, '+', after, step->after);
        return;
    }
    const SqlIndex *old = &before->indexes.items[step->before];
    if (steps->old.tables[old->table] == NONE)
        return;
    if (step->kind == STEP_DROP_INDEX)
        add_index(in, old->table, '-', before, step->before);
    else
        add_renamed(in, old->table, "index", old->name, after->indexes.items[step->after].name);
}

static void add_step_of_foreign_key(Summary *in, const Step *step)
{
    const Steps *steps = in->steps;
    const SqlSchema *before = steps->before;
    const SqlSchema *after = steps->after;
    if (step->kind == STEP_ADD_FOREIGN_KEY) {
        uint32_t table = steps->new.tables[after->foreign_keys.items[step->after].table];
        if (table != NONE)
            add_foreign_key(in, table, '+', after, step->after);
        return;
    }
    const SqlForeignKey *old = &before->foreign_keys.items[step->before];
    if (steps->old.tables[old->table] == NONE)
        return;
    if (step->kind == STEP_DROP_FOREIGN_KEY)
        add_foreign_key(in, old->table, '-', before, step->before);
    else
        add_renamed(in, old->table, "foreign key", old->name,
                    after->foreign_keys.items[step->after].name);
}

static void add_step_of_table(Summary *in, const Step *step)
{
    const Steps *steps = in->steps;
    const SqlColumn *column = &steps->before->columns.items[step->before];
    switch ((int)step->kind) {
    case STEP_RENAME_TABLE:
        buffer_add_format(lines_of(in, step->before), "    (its name was %.*s)\n",
                          TEXT_ARG(steps->before->tables.items[step->before].name));
        break;
    case STEP_RENAME_COLUMN:
        if (step->first != RENAME_ASIDE)
            add_renamed(in, column->table, "column", column->name,
                        steps->after->columns.items[step->after].name);
        break;
    case STEP_ALTER_TABLE:
        for (uint32_t i = step->first; i < step->first + step->count; i++)
            add_table_change(in, step, &steps->table_changes.items[i]);
        break;
    case STEP_ALTER_PRIMARY_KEY:
        end_line(begin_line(in, step->before, '~', "primary key", TEXT("")));
        break;
    case STEP_REDEFINE_TABLES:
        for (uint32_t i = step->first; i < step->first + step->count; i++)
            add_redefined(in, steps->redefined_tables.items[i]);
        break;
    default:
        break;
    }
}

static void add_values(Summary *in, const Step *step)
{
    const Steps *steps = in->steps;
    const SqlEnum *old = &steps->before->enums.items[step->before];
    const SqlEnum *new = &steps->after->enums.items[step->after];
    for (uint32_t i = new->first_value; i < new->first_value + new->value_count; i++)
        if (enum_value_is_new(steps, i))
            buffer_add_format(in->out, "    + value %.*s\n",
                              TEXT_ARG(steps->after->enum_values.items[i]));
    for (uint32_t i = old->first_value; i < old->first_value + old->value_count; i++)
        if (enum_value_goes(steps, i))
            buffer_add_format(in->out, "    - value %.*s\n",
                              TEXT_ARG(steps->before->enum_values.items[i]));
}

/* Steps that are no table's. */
static void add_step_of_schema(Summary *in, const Step *step)
{
    const SqlSchema *before = in->steps->before;
    const SqlSchema *after = in->steps->after;
    Buffer *out = in->out;
    switch ((int)step->kind) {
    case STEP_CREATE_NAMESPACE:
        add_line(out, '+', "schema", after->namespaces.items[step->after].name);
        break;
    case STEP_CREATE_EXTENSION:
        add_line(out, '+', "extension", after->extensions.items[step->after].name);
        break;
    case STEP_DROP_EXTENSION:
        add_line(out, '-', "extension", before->extensions.items[step->before].name);
        break;
    case STEP_ALTER_EXTENSION:
        add_line(out, '~', "extension", before->extensions.items[step->before].name);
        break;
    case STEP_ALTER_SEQUENCE:
        add_line(out, '~', "sequence", before->sequences.items[step->before].name);
        break;
    case STEP_RENAME_ENUM:
        add_line(out, '~', "enum", before->enums.items[step->before].name);
        buffer_add_format(out, ": renamed to %.*s", TEXT_ARG(after->enums.items[step->after].name));
        break;
    case STEP_RENAME_ENUM_VALUE:
        add_line(out, '~', "enum", after->enums.items[step->count].name);
        buffer_add_format(out, ": value %.*s renamed to %.*s",
                          TEXT_ARG(before->enum_values.items[step->before]),
                          TEXT_ARG(after->enum_values.items[step->after]));
        break;
    case STEP_CREATE_ENUM:
        add_line(out, '+', "enum", after->enums.items[step->after].name);
        break;
    case STEP_DROP_ENUM:
        add_line(out, '-', "enum", before->enums.items[step->before].name);
        break;
    case STEP_CREATE_TABLE:
        add_line(out, '+', "table", after->tables.items[step->after].name);
        break;
    case STEP_DROP_TABLE:
        add_line(out, '-', "table", before->tables.items[step->before].name);
        break;
    case STEP_ALTER_ENUM:
        add_line(out, '~', "enum", after->enums.items[step->after].name);
        end_line(out);
        add_values(in, step);
        return;
    default:
        return;
    }
    end_line(out);
}

/* Steps of what belongs to tables; of new and dropped ones it is not told. */
static const uint32_t index_steps = 1u << STEP_DROP_INDEX | 1u << STEP_CREATE_INDEX |
                                    1u << STEP_RENAME_INDEX | 1u << STEP_REDEFINE_INDEX;
static const uint32_t foreign_key_steps =
    1u << STEP_DROP_FOREIGN_KEY | 1u << STEP_ADD_FOREIGN_KEY | 1u << STEP_RENAME_FOREIGN_KEY;

static bool is_one_of(StepKind kind, uint32_t kinds)
{
    return (kinds & 1u << kind) != 0;
}

void summary_write(const Steps *steps, Buffer *out)
{
    Arena *arena = arena_new();
    Summary in = {.steps = steps,
                  .out = out,
                  .arena = arena,
                  .tables = NEW_ARRAY(arena, Buffer *, steps->before->tables.count + 1)};
    if (steps->items.count == 0)
        buffer_add_string(out, "There is no difference.\n");
    for (list_each(const Step, step, &steps->items)) {
        if (is_one_of(step->kind, index_steps))
            add_step_of_index(&in, step);
        else if (is_one_of(step->kind, foreign_key_steps))
            add_step_of_foreign_key(&in, step);
        else
            add_step_of_table(&in, step);
        add_step_of_schema(&in, step);
    }
    for (uint32_t i = 0; i < steps->before->tables.count; i++) {
        if (!in.tables[i])
            continue;
        add_line(out, '~', "table", step_table_name(steps, i));
        end_line(out);
        buffer_add(out, buffer_text(in.tables[i]));
    }
    arena_free(arena);
}
