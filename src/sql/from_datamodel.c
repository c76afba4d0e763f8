#include "sql/from_datamodel.h"

#include <stdlib.h>

#include "psl/constraint_names.h"
#include "psl/parser.h"
#include "psl/referential_actions.h"
#include "sql/default_value.h"
#include "sql/join_table.h"
#include "sql/predicate.h"
#include "sql/projection.h"

/* --- namespaces, enums, extensions --- */

static void add_namespaces(Projection *in)
{
    const Datasource *datasource = in->datamodel->datasource;
    if (!in->rules->has_namespaces || !datasource)
        return;
    /* In version 7 the connection's namespace is known to be there, and its tables are named
     * without it. */
    if (in->datamodel->version == PRISMA_7)
        in->schema->has_usual_namespace = true;
    for (list_each(const NamedSpan, item, &datasource->schemas))
        list_add(in->arena, &in->schema->namespaces,
                 (SqlNamespace){projection_keep(in, item->name)});
}

/* The namespace of that name; NONE for the one that the connection is in. */
static uint32_t find_namespace(const Projection *in, Text name)
{
    const SqlSchema *schema = in->schema;
    if (text_is_none(name) ||
        (schema->has_usual_namespace && text_equal(name, schema->usual_namespace)))
        return NONE;
    for (size_t i = 0; i < schema->namespaces.count; i++)
        if (text_equal(schema->namespaces.items[i].name, name))
            return (uint32_t)i;
    return NONE;
}

static void add_enums(Projection *in)
{
    const Datamodel *datamodel = in->datamodel;
    SqlSchema *schema = in->schema;
    if (!in->rules->has_enums)
        return;
    for (list_each(const Enum, item, &datamodel->enums)) {
        list_add(in->arena, &schema->enums,
                 (SqlEnum){.name = projection_keep(in, enum_database_name(datamodel, item)),
                           .namespace = find_namespace(in, item->schema),
                           .first_value = (uint32_t)schema->enum_values.count,
                           .value_count = item->value_count});
        for (uint32_t i = 0; i < item->value_count; i++) {
            const EnumValue *value = &datamodel->enum_values.items[item->first_value + i];
            Text name = text_is_none(value->mapped_name)
                            ? datamodel_text(datamodel, value->ast->name)
                            : value->mapped_name;
            list_add(in->arena, &schema->enum_values, projection_keep(in, name));
        }
    }
}

static Text or_empty(Text text)
{
    return text_is_none(text) ? TEXT("") : text;
}

static Text extension_name(const Extension *extension)
{
    return text_is_none(extension->mapped_name) ? extension->name : extension->mapped_name;
}

static int compare_extensions(const void *a, const void *b)
{
    return text_compare(((const Extension *)a)->name, ((const Extension *)b)->name);
}

/* Extensions are in the order of their names in the schema file. Of two that are the same one in
 * the database, the last one counts. */
static void add_extensions(Projection *in)
{
    const Datasource *datasource = in->datamodel->datasource;
    size_t count = datasource ? datasource->extensions.count : 0;
    if (count == 0)
        return;
    Extension *sorted = NEW_ARRAY(in->arena, Extension, count);
    memcpy(sorted, datasource->extensions.items, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_extensions);
    for (size_t i = 0; i < count; i++) {
        bool is_last = true;
        for (size_t j = i + 1; j < count; j++)
            is_last &= !text_equal(extension_name(&sorted[i]), extension_name(&sorted[j]));
        if (is_last)
            list_add(in->arena, &in->schema->extensions,
                     (SqlExtension){.name = projection_keep(in, extension_name(&sorted[i])),
                                    .schema = projection_keep(in, or_empty(sorted[i].schema)),
                                    .version = projection_keep(in, or_empty(sorted[i].version))});
    }
}

/* --- columns --- */

static ColumnArity arity_of(const Field *field)
{
    static const ColumnArity arities[] = {[ARITY_REQUIRED] = COLUMN_REQUIRED,
                                          [ARITY_OPTIONAL] = COLUMN_NULLABLE,
                                          [ARITY_LIST] = COLUMN_LIST};
    return arities[field->ast->arity];
}

/* A type as in Provider.default_native_types: "Decimal(65,30)". */
static void read_native_type(const Provider *provider, Text text, ColumnType *type)
{
    Text rest = text;
    Text name = text_cut(&rest, '(');
    type->native = provider_native_type(provider, name);
    while (rest.length) {
        Text number = text_cut(&rest, ',');
        int64_t value = 0;
        text_to_int64(text_ends_with(number, ")") ? text_slice(number, 0, number.length - 1)
                                                  : number,
                      &value);
        type->arguments[type->argument_count++] = (uint32_t)value;
    }
}

static void use_native_type(const NativeTypeUse *use, ColumnType *type)
{
    type->native = use->type;
    for (uint32_t i = 0; i < use->argument_count && i < 2; i++) {
        int64_t value = 0;
        text_to_int64(use->arguments[i], &value);
        type->arguments[type->argument_count++] = (uint32_t)value;
    }
}

static ColumnType type_of(Projection *in, const Field *field)
{
    ColumnType type = {.arity = arity_of(field), .enumeration = NONE};
    if (field->kind == FIELD_UNSUPPORTED) {
        type.family = FAMILY_UNSUPPORTED;
        type.text =
            string_literal_value(in->arena, datamodel_text(in->datamodel, field->ast->type));
    } else if (field->kind == FIELD_ENUM) {
        type.family = in->rules->has_enums ? (unsigned)FAMILY_ENUM : (unsigned)SCALAR_STRING;
        type.enumeration = in->rules->has_enums ? field->type : NONE;
    } else if (field->native_type) {
        type.family = field->scalar;
        use_native_type(field->native_type, &type);
    } else {
        const ColumnType *usual = &in->usual_types[field->scalar];
        type.family = field->scalar;
        type.native = usual->native;
        type.argument_count = usual->argument_count;
        memcpy(type.arguments, usual->arguments, sizeof type.arguments);
    }
    return type;
}

typedef struct SequenceArgument {
    const char *name;
    size_t offset;
} SequenceArgument;

/* `@default(sequence(start: 5))`: the sequence of the column. */
static uint32_t add_sequence(Projection *in, const SqlTable *table, const Field *field)
{
    static const SequenceArgument numbers[] = {
        {"start", offsetof(SqlSequence, start)},    {"increment", offsetof(SqlSequence, increment)},
        {"minValue", offsetof(SqlSequence, least)}, {"maxValue", offsetof(SqlSequence, most)},
        {"cache", offsetof(SqlSequence, cache)},
    };
    Text column = field_database_name(in->datamodel, field);
    SqlSequence sequence = {.name = text_format(in->arena, "prisma_sequence_%.*s_%.*s",
                                                TEXT_ARG(table->name), TEXT_ARG(column)),
                            .start = 1,
                            .increment = 1,
                            .least = 1,
                            .most = INT64_MAX,
                            .cache = 1};
    const ArgumentList *arguments = field->default_value->value->arguments;
    for (uint32_t i = 0; i < arguments->count; i++) {
        const Argument *argument = &arguments->items[i];
        Text name = datamodel_text(in->datamodel, argument->name);
        if (text_is(name, "virtual"))
            sequence.is_virtual = text_is(argument->value.text, "true");
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
            int64_t value;
            if (text_is(name, numbers[j].name) && text_to_int64(argument->value.text, &value))
                memcpy((char *)&sequence + numbers[j].offset, &value, sizeof value);
        }
    }
    list_add(in->arena, &in->schema->sequences, sequence);
    return (uint32_t)in->schema->sequences.count - 1;
}

static void add_column(Projection *in, uint32_t table, uint32_t index)
{
    const Field *field = &in->datamodel->fields.items[index];
    SqlColumn column = {
        .name = projection_keep(in, field_database_name(in->datamodel, field)),
        .table = table,
        .type = type_of(in, field),
        .is_autoincrement = field_default_is(field, "autoincrement"),
        .has_client_default = default_is_made_by_client(field),
        .default_value = default_of_field(in, field),
    };
    if (column.default_value && field_default_is(field, "sequence")) {
        ColumnDefault *own = NEW(in->arena, ColumnDefault);
        *own = *column.default_value;
        own->sequence = add_sequence(in, &in->schema->tables.items[table], field);
        column.default_value = own;
    }
    in->column_of[index] = (uint32_t)in->schema->columns.count;
    list_add(in->arena, &in->schema->columns, column);
}

/* --- tables --- */

static Text index_name(Projection *in, const Index *index)
{
    if (index->kind == INDEX_PRIMARY_KEY &&
        !provider_can(in->datamodel->provider, CAPABILITY_NAMED_PRIMARY_KEYS))
        return TEXT("");
    if (!text_is_none(index->mapped_name))
        return projection_keep(in, index->mapped_name);
    Buffer name = BUFFER(in->arena);
    index_constraint_name(in->datamodel, index, &name);
    return buffer_text(&name);
}

static SqlIndexColumn index_column(Projection *in, const Index *index, const IndexField *field)
{
    SqlIndexColumn column = {.column = in->column_of[field->field], .sort = field->sort};
    if (field->operator_class) {
        column.operator_class = text_from(field->operator_class->database_name);
        column.operator_class_is_default =
            (field->operator_class->defaults & INDEX_BIT(index->algorithm)) != 0;
    } else if (!text_is_none(field->raw_operator_class)) {
        column.operator_class = projection_keep(in, field->raw_operator_class);
    }
    return column;
}

static void add_index(Projection *in, uint32_t table, const Index *index)
{
    SqlSchema *schema = in->schema;
    SqlIndex made = {
        .name = index_name(in, index),
        .table = table,
        .first_column = (uint32_t)schema->index_columns.count,
        .column_count = index->field_count,
        .kind = index->kind,
        .algorithm = index->algorithm == INDEX_DEFAULT ? INDEX_BTREE : index->algorithm,
    };
    if (index->where)
        made.predicate = predicate_of_index(in->arena, in->datamodel, index,
                                            in->rules->has_predicate_parentheses);
    for (uint32_t i = 0; i < index->field_count; i++)
        list_add(in->arena, &schema->index_columns, index_column(in, index, &index->fields[i]));
    list_add(in->arena, &schema->indexes, made);
    schema->tables.items[table].index_count++;
}

static void add_table(Projection *in, uint32_t model_index)
{
    const Datamodel *datamodel = in->datamodel;
    const Model *model = &datamodel->models.items[model_index];
    SqlSchema *schema = in->schema;
    uint32_t table = (uint32_t)schema->tables.count;
    in->table_of[model_index] = table;
    list_add(in->arena, &schema->tables,
             (SqlTable){.name = projection_keep(in, model_database_name(datamodel, model)),
                        .namespace = find_namespace(in, model->schema),
                        .first_column = (uint32_t)schema->columns.count,
                        .first_index = (uint32_t)schema->indexes.count,
                        .primary_key = NONE});
    for (uint32_t i = 0; i < model->field_count; i++)
        if (datamodel->fields.items[model->first_field + i].kind != FIELD_RELATION)
            add_column(in, table, model->first_field + i);
    schema->tables.items[table].column_count =
        (uint32_t)schema->columns.count - schema->tables.items[table].first_column;
    if (model->primary_key != NONE) {
        schema->tables.items[table].primary_key = (uint32_t)schema->indexes.count;
        add_index(in, table, &datamodel->indexes.items[model->primary_key]);
    }
    for (uint32_t i = 0; i < model->index_count; i++)
        add_index(in, table, &datamodel->indexes.items[model->first_index + i]);
}

/* --- foreign keys --- */

static void add_foreign_key(Projection *in, const Relation *relation)
{
    const Datamodel *datamodel = in->datamodel;
    SqlSchema *schema = in->schema;
    if (datamodel->models.items[relation->model_a].is_view ||
        datamodel->models.items[relation->model_b].is_view || relation->field_a == NONE)
        return;
    const RelationField *from = &datamodel->relation_fields.items[relation->field_a];
    Buffer name = BUFFER(in->arena);
    relation_constraint_name(datamodel, relation, &name);
    list_add(in->arena, &schema->foreign_keys,
             (SqlForeignKey){.name = buffer_text(&name),
                             .table = in->table_of[relation->model_a],
                             .referenced_table = in->table_of[relation->model_b],
                             .first_column = (uint32_t)schema->foreign_key_columns.count,
                             .column_count = from->field_count,
                             .on_delete = relation_on_delete(datamodel, from),
                             .on_update = relation_on_update(from)});
    for (uint32_t i = 0; i < from->field_count; i++)
        list_add(in->arena, &schema->foreign_key_columns,
                 (SqlForeignKeyColumn){in->column_of[from->fields[i]],
                                       in->column_of[from->references[i]]});
}

static void set_usual_types(Projection *in)
{
    const Provider *provider = in->datamodel->provider;
    for (int i = 0; i < SCALAR_COUNT; i++)
        if (provider->default_native_types[i])
            read_native_type(provider, text_from(provider->default_native_types[i]),
                             &in->usual_types[i]);
}

/* Room for all at once: a schema may be large, and growing lists leave their old items behind. */
static void reserve(Projection *in)
{
    const Datamodel *datamodel = in->datamodel;
    SqlSchema *schema = in->schema;
    size_t many = 0;
    for (list_each(const Relation, relation, &datamodel->relations))
        many += relation->kind == RELATION_IMPLICIT_MANY_TO_MANY;
    schema->tables.capacity = datamodel->models.count + many;
    schema->columns.capacity = datamodel->fields.count + 2 * many;
    schema->indexes.capacity = datamodel->indexes.count + 2 * many;
    schema->foreign_keys.capacity = datamodel->relations.count + many;
    schema->tables.items = NEW_ARRAY(in->arena, SqlTable, schema->tables.capacity);
    schema->columns.items = NEW_ARRAY(in->arena, SqlColumn, schema->columns.capacity);
    schema->indexes.items = NEW_ARRAY(in->arena, SqlIndex, schema->indexes.capacity);
    schema->foreign_keys.items = NEW_ARRAY(in->arena, SqlForeignKey, schema->foreign_keys.capacity);
}

void sql_schema_from_datamodel(Arena *arena, const Datamodel *datamodel, const SqlRules *rules,
                               Text usual_namespace, SqlSchema *schema)
{
    *schema =
        (SqlSchema){.version = datamodel->version,
                    .usual_namespace = usual_namespace.length ? usual_namespace : TEXT("public")};
    Projection in = {.arena = arena,
                     .datamodel = datamodel,
                     .rules = rules,
                     .schema = schema,
                     .table_of = NEW_ARRAY(arena, uint32_t, datamodel->models.count),
                     .column_of = NEW_ARRAY(arena, uint32_t, datamodel->fields.count)};
    set_usual_types(&in);
    reserve(&in);
    add_namespaces(&in);
    add_enums(&in);
    add_extensions(&in);
    for (uint32_t i = 0; i < datamodel->models.count; i++)
        if (!datamodel->models.items[i].is_view)
            add_table(&in, i);
    bool has_foreign_keys = datamodel->relation_mode == RELATION_MODE_FOREIGN_KEYS;
    for (list_each(const Relation, relation, &datamodel->relations))
        if (has_foreign_keys && relation->kind <= RELATION_ONE_TO_MANY)
            add_foreign_key(&in, relation);
    for (list_each(const Relation, relation, &datamodel->relations))
        if (relation->kind == RELATION_IMPLICIT_MANY_TO_MANY)
            join_table_add(&in, relation);
    sql_schema_finish(schema);
}
