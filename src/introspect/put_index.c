/* Ids, uniques and indexes: of a field where they have one column, else of the model. */
#include <stdlib.h>

#include "introspect/put.h"
#include "psl/constraint_names.h"

static const DraftField *field_at(const Draft *draft, const SqlIndexColumn *column)
{
    return draft_field(draft, column->column);
}

static const SqlIndexColumn *columns_of(const Draft *draft, const SqlIndex *index)
{
    return sql_index_columns(draft->live, index);
}

/* --- arguments --- */

/* `, map: "name"`, unless the name is the one that is made. */
static void put_index_name(const Draft *draft, const SqlIndex *index, Buffer *out)
{
    TextList columns = {0};
    if (index->name.length == 0)
        return;
    for (uint32_t i = 0; i < index->column_count; i++)
        list_add(draft->arena, &columns,
                 field_at(draft, &columns_of(draft, index)[i])->column->name);
    Text table = draft->live->tables.items[index->table].name;
    Text usual =
        usual_index_name(draft->arena, draft->config->provider, index->kind, table, &columns);
    if (!text_equal(usual, index->name))
        put_text_argument(out, "map", index->name);
}

static void put_algorithm(const SqlIndex *index, Buffer *out)
{
    static const char *const names[] = {
        [INDEX_HASH] = "Hash",     [INDEX_GIST] = "Gist", [INDEX_GIN] = "Gin",
        [INDEX_SPGIST] = "SpGist", [INDEX_BRIN] = "Brin",
    };
    if (index->algorithm > INDEX_BTREE)
        buffer_add_format(out, ", type: %s", names[index->algorithm]);
}

static void put_predicate(const SqlIndex *index, Buffer *out)
{
    if (text_is_none(index->predicate))
        return;
    buffer_add_string(out, ", where: raw(");
    string_literal_put(out, index->predicate);
    buffer_add_char(out, ')');
}

/* `, ops: JsonbPathOps`, unless it changes nothing. */
static void put_operator_class(const Draft *draft, const SqlIndexColumn *column, Buffer *out)
{
    if (text_is_none(column->operator_class) || column->operator_class_is_default)
        return;
    const OperatorClass *class = draft->config->provider->operator_classes;
    while (class && class->name && !text_is(column->operator_class, class->database_name))
        class ++;
    if (class && class->name) {
        buffer_add_format(out, ", ops: %s", class->name);
        return;
    }
    buffer_add_string(out, ", ops: raw(");
    string_literal_put(out, column->operator_class);
    buffer_add_char(out, ')');
}

/* Appends what was written behind the first comma of `arguments`, between parentheses. */
static void put_arguments(Text arguments, Buffer *out)
{
    if (arguments.length)
        buffer_add_format(out, "(%.*s)", TEXT_ARG(text_slice(arguments, 2, arguments.length)));
}

/* --- of a field --- */

static void put_sort(const SqlIndexColumn *column, Buffer *out)
{
    if (column->sort == SORT_DESC)
        buffer_add_string(out, ", sort: Desc");
}

static void put_field_index(const Draft *draft, const SqlIndex *index, Buffer *out)
{
    Buffer arguments = BUFFER(draft->arena);
    buffer_add_string(out, index->kind == INDEX_PRIMARY_KEY ? " @id" : " @unique");
    put_index_name(draft, index, &arguments);
    put_sort(columns_of(draft, index), &arguments);
    put_predicate(index, &arguments);
    put_arguments(buffer_text(&arguments), out);
}

/* Views have no indexes; what the present schema says of them stays. */
static void put_view_field_indexes(const Draft *draft, const DraftModel *model,
                                   const DraftField *field, Buffer *out)
{
    const Datamodel *present = draft->present;
    for (uint32_t i = 0; model->present && i < model->present->index_count; i++) {
        const Index *index = &present->indexes.items[model->present->first_index + i];
        if (index->source_field != NONE && field->present &&
            &present->fields.items[index->source_field] == field->present)
            buffer_add_string(out, " @unique");
    }
}

void put_field_indexes(const Draft *draft, const DraftModel *model, const DraftField *field,
                       Buffer *out)
{
    if (model->is_view) {
        put_view_field_indexes(draft, model, field, out);
        return;
    }
    const SqlTable *table = &draft->live->tables.items[model->source];
    uint32_t column = (uint32_t)(field - draft->fields);
    const SqlIndex *unique = unique_index_of_column(draft->live, column);
    if (unique)
        put_field_index(draft, unique, out);
    if (sql_column_is_primary_key(draft->live, column))
        put_field_index(draft, &draft->live->indexes.items[table->primary_key], out);
}

/* --- of a model --- */

/* A name that cannot be one is written all the same, so that somebody sees what is missing. */
static void put_column(const Draft *draft, const SqlIndexColumn *column, Buffer *out)
{
    const DraftField *field = field_at(draft, column);
    Buffer arguments = BUFFER(draft->arena);
    buffer_add(out, field->name.text.length ? field->name.text : field->column->name);
    put_operator_class(draft, column, &arguments);
    put_sort(column, &arguments);
    put_arguments(buffer_text(&arguments), out);
}

static void put_model_index(const Draft *draft, const DraftModel *model, const SqlIndex *index,
                            Buffer *out)
{
    static const char *const attributes[] = {[INDEX_PRIMARY_KEY] = "@@id",
                                             [INDEX_UNIQUE] = "@@unique",
                                             [INDEX_NORMAL] = "@@index",
                                             [INDEX_FULLTEXT] = "@@fulltext"};
    const Index *present = counterpart_of_index(draft, model, index);
    buffer_add_format(out, "%s([", attributes[index->kind]);
    for (uint32_t i = 0; i < index->column_count; i++) {
        if (i)
            buffer_add_string(out, ", ");
        put_column(draft, &columns_of(draft, index)[i], out);
    }
    buffer_add_char(out, ']');
    if (present && index->kind != INDEX_NORMAL)
        put_text_argument(out, "name", present->name);
    put_index_name(draft, index, out);
    put_algorithm(index, out);
    put_predicate(index, out);
    buffer_add_string(out, ")\n");
}

/* The indexes that the present schema has come first, in its order. */
typedef struct PlacedIndex {
    const SqlIndex *index;
    const Index *present; /* or NULL */
} PlacedIndex;

static int compare_places(const void *a, const void *b)
{
    const PlacedIndex *left = a;
    const PlacedIndex *right = b;
    if (!left->present != !right->present)
        return left->present ? -1 : 1;
    if (left->present != right->present)
        return left->present < right->present ? -1 : 1;
    return (left->index > right->index) - (left->index < right->index);
}

static bool belongs_to_field(const SqlIndex *index)
{
    return index->column_count == 1 &&
           (index->kind == INDEX_PRIMARY_KEY || index->kind == INDEX_UNIQUE);
}

static void put_table_indexes(const Draft *draft, const DraftModel *model, Buffer *out)
{
    const SqlTable *table = &draft->live->tables.items[model->source];
    PlacedIndex *places = NEW_ARRAY(draft->arena, PlacedIndex, table->index_count);
    size_t count = 0;
    for (uint32_t i = 0; i < table->index_count; i++) {
        const SqlIndex *index = &draft->live->indexes.items[table->first_index + i];
        if (!belongs_to_field(index))
            places[count++] = (PlacedIndex){index, counterpart_of_index(draft, model, index)};
    }
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++)
        put_model_index(draft, model, places[i].index, out);
}

static void put_view_indexes(const Draft *draft, const DraftModel *model, Buffer *out)
{
    const Datamodel *present = draft->present;
    for (uint32_t i = 0; model->present && i < model->present->index_count; i++) {
        const Index *index = &present->indexes.items[model->present->first_index + i];
        if (index->source_field != NONE || index->kind != INDEX_UNIQUE)
            continue;
        buffer_add_string(out, "@@unique([");
        for (uint32_t j = 0; j < index->field_count; j++) {
            const Field *field = &present->fields.items[index->fields[j].field];
            buffer_add_format(out, j ? ", %.*s" : "%.*s", TEXT_ARG(field_name(present, field)));
        }
        buffer_add_char(out, ']');
        put_text_argument(out, "name", index->name);
        buffer_add_string(out, ")\n");
    }
}

void put_indexes(const Draft *draft, const DraftModel *model, Buffer *out)
{
    if (model->is_view)
        put_view_indexes(draft, model, out);
    else
        put_table_indexes(draft, model, out);
}
