/* What half-written relations lack. Of a relation between two models, A refers to B:
 *
 *     model A {                                             model B {
 *       b   B   @relation(fields: [bId], references: [id])    id Int @id
 *       bId Int                                               as A[]
 *     }                                                     }
 *
 * The field `b` or the field `as` may be missing, `b`'s attribute or arguments of it, and `bId`.
 * New fields go to the end of their model, before its brace. Names follow from the names of the
 * models; they may be taken, as Prisma does not look. */
#include <stdlib.h>

#include "base/map.h"
#include "psl/format/formatting.h"

typedef struct Finder {
    Arena *arena;   /* of the additions */
    Arena *scratch; /* emptied behind each relation */
    const Datamodel *datamodel;
    Map **columns; /* by model: its fields that are no relations; NULL until asked for */
    Additions *additions;
    size_t length_limit;
} Finder;

/* A field of A that holds the value of a field of B. */
typedef struct ForeignField {
    Text name;
    Arity arity;
    bool exists;
    const Field *referenced;
} ForeignField;

typedef LIST_OF(ForeignField) ForeignFields;

static const Model *model_at(const Finder *find, uint32_t model)
{
    return &find->datamodel->models.items[model];
}

static const RelationField *end_at(const Finder *find, uint32_t end)
{
    return end == NONE ? NULL : &find->datamodel->relation_fields.items[end];
}

static const Field *field_at(const Finder *find, uint32_t field)
{
    return &find->datamodel->fields.items[field];
}

static Text name_of(const Finder *find, const Model *model)
{
    return model_name(find->datamodel, model);
}

static void add(Finder *find, uint32_t place, Buffer *text)
{
    Addition addition = {place, (uint32_t)find->additions->list.count,
                         text_copy(find->arena, buffer_text(text))};
    list_add(find->arena, &find->additions->list, addition);
    find->additions->length += text->length;
}

static void add_line(Finder *find, const Model *model, Buffer *line)
{
    buffer_add_char(line, '\n');
    add(find, model->ast->span.end - 1, line);
}

/* --- what a relation refers to --- */

static const Field *column_of_name(const Finder *find, uint32_t model, Text name)
{
    if (!find->columns[model]) {
        const Model *owner = model_at(find, model);
        Map *columns = NEW(find->arena, Map);
        *columns = MAP(find->arena);
        map_reserve(columns, owner->field_count);
        for (uint32_t i = 0; i < owner->field_count; i++) {
            Field *field = &find->datamodel->fields.items[owner->first_field + i];
            if (field->kind != FIELD_RELATION)
                map_set(columns, field_name(find->datamodel, field), field);
        }
        find->columns[model] = columns;
    }
    return map_get(find->columns[model], name);
}

/* No part of it lies within a composite type. Strictly: and every field is required and of a type
 * that Prisma knows. */
static bool is_usable(const Finder *find, const Index *index, bool strictly)
{
    for (uint32_t i = 0; i < index->field_count; i++) {
        const Field *field = field_at(find, index->fields[i].field);
        if (index->fields[i].path_count > 0)
            return false;
        if (strictly && (field->ast->arity == ARITY_OPTIONAL || field->kind == FIELD_UNSUPPORTED))
            return false;
    }
    return true;
}

/* The first of a model's id and uniques; strictly: that a relation may refer to. */
static const Index *first_unique(const Finder *find, const Model *model, bool strictly)
{
    const Index *indexes = find->datamodel->indexes.items;
    if (model->primary_key != NONE && is_usable(find, &indexes[model->primary_key], strictly))
        return &indexes[model->primary_key];
    for (uint32_t i = 0; i < model->index_count; i++) {
        const Index *index = &indexes[model->first_index + i];
        if (index->kind == INDEX_UNIQUE && is_usable(find, index, strictly))
            return index;
    }
    return NULL;
}

/* The fields that A has, or is to get, for the first unique of B. */
static ForeignFields foreign_fields(Finder *find, const Relation *relation)
{
    ForeignFields foreign = {0};
    const Model *b = model_at(find, relation->model_b);
    const Index *unique = first_unique(find, b, false);
    const RelationField *forward = end_at(find, relation->field_a);
    Arity arity = forward ? field_at(find, forward->field)->ast->arity : ARITY_OPTIONAL;
    Text prefix = name_uncapitalized(find->scratch, name_of(find, b));
    size_t length = 0;
    for (uint32_t i = 0; unique && i < unique->field_count && length <= find->length_limit; i++) {
        const Field *field = field_at(find, unique->fields[i].field);
        Buffer joined = BUFFER(find->scratch);
        buffer_add(&joined, prefix);
        buffer_add(&joined, name_capitalized(find->scratch, field_name(find->datamodel, field)));
        Text name = buffer_text(&joined);
        length += name.length;
        const Field *existing = column_of_name(find, relation->model_a, name);
        ForeignField item = {.name = name,
                             .arity = existing ? existing->ast->arity : arity,
                             .exists = existing != NULL,
                             .referenced = field};
        list_add(find->scratch, &foreign, item);
    }
    return foreign;
}

/* --- arguments --- */

static void write_fields_argument(Buffer *out, const ForeignFields *foreign)
{
    buffer_add_string(out, "fields: [");
    for (size_t i = 0; i < foreign->count; i++) {
        if (i > 0)
            buffer_add_string(out, ", ");
        buffer_add(out, foreign->items[i].name);
    }
    buffer_add_char(out, ']');
}

static void write_referenced_name(Buffer *out, const Finder *find, uint32_t field, bool first)
{
    if (!first)
        buffer_add_string(out, ", ");
    buffer_add(out, field_name(find->datamodel, field_at(find, field)));
}

static void write_references_argument(Buffer *out, const Finder *find, const Relation *relation)
{
    const RelationField *forward = end_at(find, relation->field_a);
    buffer_add_string(out, "references: [");
    if (forward && forward->references) {
        for (uint32_t i = 0; i < forward->reference_count; i++)
            write_referenced_name(out, find, forward->references[i], i == 0);
    } else {
        const Index *unique = first_unique(find, model_at(find, relation->model_b), true);
        for (uint32_t i = 0; unique && i < unique->field_count; i++)
            write_referenced_name(out, find, unique->fields[i].field, i == 0);
    }
    buffer_add_char(out, ']');
}

static void write_whole_attribute(Buffer *out, const Finder *find, const Relation *relation,
                                  const ForeignFields *foreign)
{
    buffer_add_string(out, " @relation(");
    write_fields_argument(out, foreign);
    buffer_add_string(out, ", ");
    write_references_argument(out, find, relation);
    buffer_add_char(out, ')');
}

/* --- fields --- */

/* The beginning of a line; the buffer's text is scratch. */
static Buffer begin_field(const Finder *find, Text name, Text type, const char *suffix)
{
    Buffer line = BUFFER(find->scratch);
    buffer_add(&line, name);
    buffer_add_char(&line, ' ');
    buffer_add(&line, type);
    buffer_add_string(&line, suffix);
    return line;
}

static void add_back_field(Finder *find, const Relation *relation)
{
    const Model *a = model_at(find, relation->model_a);
    bool one = relation->kind == RELATION_ONE_TO_ONE;
    Text name = name_camel_case(find->scratch, name_of(find, a));
    if (!one)
        name = name_plural(find->scratch, name);
    Buffer line = begin_field(find, name, name_of(find, a), one ? "?" : "[]");
    if (a->is_ignored)
        buffer_add_string(&line, " @ignore");
    add_line(find, model_at(find, relation->model_b), &line);
}

static void add_forward_field(Finder *find, const Relation *relation, const ForeignFields *foreign)
{
    Text type = name_of(find, model_at(find, relation->model_b));
    bool optional = false;
    for (size_t i = 0; i < foreign->count; i++)
        optional |= foreign->items[i].arity == ARITY_OPTIONAL;
    Text name = name_camel_case(find->scratch, type);
    Buffer line = begin_field(find, name, type, optional ? "?" : "");
    write_whole_attribute(&line, find, relation, foreign);
    add_line(find, model_at(find, relation->model_a), &line);
}

/* `@db.VarChar(12)`, or nothing. */
static Text native_type_attribute(const Finder *find, const Field *field)
{
    for (uint32_t i = 0; i < field->ast->attribute_count; i++) {
        const AstAttribute *attribute = &field->ast->attributes[i];
        if (text_find_char(datamodel_text(find->datamodel, attribute->name), '.') >= 0)
            return datamodel_text(find->datamodel, attribute->span);
    }
    return TEXT("");
}

/* A field whose type is no scalar ends it, as Prisma knows no name for that type there. */
static void add_foreign_fields(Finder *find, const Relation *relation, const ForeignFields *foreign)
{
    static const char *const suffixes[] = {
        [ARITY_REQUIRED] = "", [ARITY_OPTIONAL] = "?", [ARITY_LIST] = "[]"};
    for (size_t i = 0; i < foreign->count; i++) {
        const ForeignField *item = &foreign->items[i];
        if (item->exists)
            continue;
        if (item->referenced->kind != FIELD_SCALAR)
            return;
        Text type = datamodel_text(find->datamodel, item->referenced->ast->type);
        Buffer line = begin_field(find, item->name, type, suffixes[item->arity]);
        buffer_add_char(&line, ' ');
        buffer_add(&line, native_type_attribute(find, item->referenced));
        add_line(find, model_at(find, relation->model_a), &line);
    }
}

/* --- attributes --- */

static void add_attribute(Finder *find, const Relation *relation, const ForeignFields *foreign)
{
    const RelationField *forward = end_at(find, relation->field_a);
    Buffer text = BUFFER(find->scratch);
    write_whole_attribute(&text, find, relation, foreign);
    add(find, field_at(find, forward->field)->ast->type_span.end, &text);
}

/* Behind the arguments that are there. */
static void add_arguments(Finder *find, const Relation *relation, const ForeignFields *foreign)
{
    const RelationField *forward = end_at(find, relation->field_a);
    if (forward->fields && forward->references)
        return;
    const AstAttribute *attribute = forward->attribute;
    bool has_parentheses = text_ends_with(datamodel_text(find->datamodel, attribute->span), ")");
    Buffer text = BUFFER(find->scratch);
    if (!has_parentheses)
        buffer_add_char(&text, '(');
    else if (attribute->arguments->count > 0)
        buffer_add_string(&text, ", ");
    if (!forward->fields)
        write_fields_argument(&text, foreign);
    if (!forward->fields && !forward->references)
        buffer_add_string(&text, ", ");
    if (!forward->references)
        write_references_argument(&text, find, relation);
    if (!has_parentheses)
        buffer_add_char(&text, ')');
    add(find, attribute->span.end - (has_parentheses ? 1 : 0), &text);
}

static void complete_relation(Finder *find, const Relation *relation)
{
    const RelationField *forward = end_at(find, relation->field_a);
    ForeignFields foreign = {0};
    if (!forward || !forward->fields)
        foreign = foreign_fields(find, relation);
    if (relation->field_b == NONE)
        add_back_field(find, relation);
    if (!forward)
        add_forward_field(find, relation, &foreign);
    add_foreign_fields(find, relation, &foreign);
    if (forward && !forward->attribute)
        add_attribute(find, relation, &foreign);
    else if (forward)
        add_arguments(find, relation, &foreign);
}

static int compare_additions(const void *left, const void *right)
{
    const Addition *a = left;
    const Addition *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

void find_missing(Arena *arena, const Datamodel *datamodel, size_t length_limit,
                  Additions *additions)
{
    Finder find = {.arena = arena,
                   .scratch = arena_new(),
                   .datamodel = datamodel,
                   .columns = NEW_ARRAY(arena, Map *, datamodel->models.count),
                   .additions = additions,
                   .length_limit = length_limit};
    ArenaMark mark = arena_mark(find.scratch);
    for (list_each(const Relation, relation, &datamodel->relations)) {
        if (additions->length > length_limit)
            break;
        if (relation->kind == RELATION_ONE_TO_ONE || relation->kind == RELATION_ONE_TO_MANY)
            complete_relation(&find, relation);
        arena_rewind(find.scratch, mark);
    }
    arena_free(find.scratch);
    if (additions->list.count > 0)
        qsort(additions->list.items, additions->list.count, sizeof(Addition), compare_additions);
}
