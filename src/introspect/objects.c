/* What belongs to tables and the schema language has no word for: checks, policies, comments … */
#include "introspect/draft.h"

/* Where the blocks of tables, views and enums are, by the place and the name in the database. */
typedef struct Places {
    Draft *draft;
    Map models; /* DraftModel */
    Map enums;  /* DraftEnum */
} Places;

static Text place_of(const Draft *draft, Text namespace, Text name)
{
    Text place = namespace.length ? namespace : draft->live->usual_namespace;
    return text_format(draft->arena, "%.*s.%.*s", TEXT_ARG(place), TEXT_ARG(name));
}

static void collect_places(Places *places)
{
    Draft *draft = places->draft;
    const SqlSchema *live = draft->live;
    for (list_each(DraftModel, model, &draft->models)) {
        uint32_t namespace = model->is_view ? live->views.items[model->source].namespace
                                            : live->tables.items[model->source].namespace;
        Text name = model->is_view ? live->views.items[model->source].name
                                   : live->tables.items[model->source].name;
        map_set(&places->models, place_of(draft, sql_namespace_meant(live, namespace), name),
                model);
    }
    for (size_t i = 0; i < live->enums.count; i++) {
        const SqlEnum *item = draft->enums[i].source;
        map_set(&places->enums,
                place_of(draft, sql_namespace_meant(live, item->namespace), item->name),
                &draft->enums[i]);
    }
}

static void note(const Places *places, DraftModel *model, Note note, WarningKind warning, Text name)
{
    model->notes |= NOTE_BIT(note);
    draft_warn(places->draft, (Warning){.kind = warning, .owner = model->name.text, .name = name});
}

static void note_whole(const Places *places, DraftModel *model, Note note, WarningKind warning)
{
    if (model->notes & NOTE_BIT(note))
        return;
    model->notes |= NOTE_BIT(note);
    draft_warn(places->draft, (Warning){.kind = warning, .name = model->name.text});
}

/* The field of the column with the name, or NULL. */
static const DraftField *find_field(const Draft *draft, const DraftModel *model, Text column)
{
    for (uint32_t i = 0; i < model->field_count; i++)
        if (text_equal(draft->fields[model->first_field + i].column->name, column))
            return &draft->fields[model->first_field + i];
    return NULL;
}

static void note_comment(const Places *places, const SqlObject *object)
{
    Draft *draft = places->draft;
    Text owner = object->owner.length ? object->owner : object->name;
    DraftModel *model = map_get(&places->models, place_of(draft, object->namespace, owner));
    DraftEnum *item = map_get(&places->enums, place_of(draft, object->namespace, owner));
    if (object->owner_kind == OBJECT_ENUM && item) {
        item->notes |= NOTE_BIT(NOTE_COMMENTS_OF_ENUM);
        draft_warn(draft, (Warning){.kind = WARNING_COMMENTS, .name = item->name.text});
        return;
    }
    bool is_column = object->owner_kind == OBJECT_COLUMN;
    bool is_block = object->owner_kind == OBJECT_TABLE || object->owner_kind == OBJECT_VIEW;
    const DraftField *field = model && is_column ? find_field(draft, model, object->name) : NULL;
    if (!model || (!is_block && !field))
        return;
    model->notes |= NOTE_BIT(model->is_view ? NOTE_COMMENTS_OF_VIEW : NOTE_COMMENTS);
    if (field)
        draft_warn(draft, (Warning){.kind = WARNING_COMMENTS,
                                    .owner = model->name.text,
                                    .name = field->name.text});
    else
        draft_warn(draft, (Warning){.kind = WARNING_COMMENTS, .name = model->name.text});
}

/* Version 6 passes over partial indexes. */
static bool is_told(const Draft *draft, const SqlObject *index)
{
    return !(index->traits & TRAIT_PARTIAL) || draft->config->version == PRISMA_7;
}

static void note_traits(const Places *places, DraftModel *model, const SqlObject *object)
{
    if (object->traits & TRAIT_DEFERRABLE)
        note(places, model, NOTE_DEFERRABLE, WARNING_DEFERRABLE, object->name);
    if ((object->traits & TRAIT_EXPRESSION) && is_told(places->draft, object))
        note(places, model, NOTE_EXPRESSION_INDEX, WARNING_EXPRESSION_INDEXES, object->name);
    if (object->traits & TRAIT_NULLS_ORDER)
        note(places, model, NOTE_NULLS_ORDER, WARNING_NULLS_ORDER, object->name);
}

static void note_of_table(const Places *places, DraftModel *model, const SqlObject *object)
{
    if (object->kind == OBJECT_CHECK)
        note(places, model, NOTE_CHECKS, WARNING_CHECKS, object->name);
    else if (object->kind == OBJECT_EXCLUSION)
        note(places, model, NOTE_EXCLUSIONS, WARNING_EXCLUSIONS, object->name);
    else if (object->kind == OBJECT_ROW_SECURITY)
        note_whole(places, model, NOTE_ROW_SECURITY, WARNING_ROW_SECURITY);
    else
        note_traits(places, model, object);
}

/* These belong to the table below, and are said of the one above. */
static void note_parent(const Places *places, const SqlObject *object)
{
    DraftModel *model =
        map_get(&places->models, place_of(places->draft, object->namespace, object->name));
    if (model && object->kind == OBJECT_PARTITION)
        note_whole(places, model, NOTE_PARTITIONED, WARNING_PARTITIONED_TABLES);
    else if (model)
        note_whole(places, model, NOTE_INHERITED, WARNING_INHERITED_TABLES);
}

/* --- checks that tables inherit --- */

typedef struct InheritedCheck {
    Text table; /* its place */
    Text name;
} InheritedCheck;

typedef struct Inheritance {
    Map children; /* of a table: a TextList of their places */
    Map known;    /* of checks that are in the list */
    LIST_OF(InheritedCheck) checks;
} Inheritance;

static bool is_inherited(const SqlObject *check)
{
    return check->kind == OBJECT_CHECK && check->owner_kind == OBJECT_TABLE &&
           !text_ends_with(check->definition, "NO INHERIT");
}

/* False when the table has it already. */
static bool add_check(Arena *arena, Inheritance *inheritance, Text table, Text name)
{
    Text key = text_format(arena, "%.*s\n%.*s", TEXT_ARG(table), TEXT_ARG(name));
    if (map_get(&inheritance->known, key))
        return false;
    list_add(arena, &inheritance->checks, (InheritedCheck){table, name});
    map_set(&inheritance->known, key, inheritance);
    return true;
}

static void add_child(Arena *arena, Inheritance *inheritance, Text parent, Text child)
{
    TextList *children = map_get(&inheritance->children, parent);
    if (!children) {
        children = NEW(arena, TextList);
        map_set(&inheritance->children, parent, children);
    }
    list_add(arena, children, child);
}

static Inheritance collect_inheritance(const Draft *draft)
{
    Arena *arena = draft->arena;
    Inheritance inheritance = {.children = MAP(arena), .known = MAP(arena)};
    for (list_each(const SqlObject, object, &draft->live->objects)) {
        Text owner = place_of(draft, object->namespace, object->owner);
        if (is_inherited(object))
            add_check(arena, &inheritance, owner, object->name);
        else if (object->kind == OBJECT_INHERITANCE)
            add_child(arena, &inheritance, place_of(draft, object->namespace, object->name), owner);
    }
    return inheritance;
}

static void hand_down(const Places *places, Inheritance *inheritance, InheritedCheck check)
{
    const TextList *children = map_get(&inheritance->children, check.table);
    if (!children)
        return;
    for (list_each(const Text, child, children)) {
        DraftModel *model = map_get(&places->models, *child);
        if (add_check(places->draft->arena, inheritance, *child, check.name) && model)
            note(places, model, NOTE_CHECKS, WARNING_CHECKS, check.name);
    }
}

/* The database tells of a check where it was written; the tables below have it, too. */
static void note_inherited_checks(const Places *places)
{
    Inheritance inheritance = collect_inheritance(places->draft);
    for (size_t i = 0; i < inheritance.checks.count; i++)
        hand_down(places, &inheritance, inheritance.checks.items[i]);
}

static bool has_inheritance(const SqlSchema *live)
{
    for (list_each(const SqlObject, object, &live->objects))
        if (object->kind == OBJECT_INHERITANCE)
            return true;
    return false;
}

void note_objects(Draft *draft)
{
    Places places = {.draft = draft, .models = MAP(draft->arena), .enums = MAP(draft->arena)};
    if (draft->live->objects.count == 0)
        return;
    collect_places(&places);
    for (list_each(const SqlObject, object, &draft->live->objects)) {
        DraftModel *model =
            map_get(&places.models, place_of(draft, object->namespace, object->owner));
        if (object->kind == OBJECT_COMMENT)
            note_comment(&places, object);
        else if (object->kind == OBJECT_PARTITION || object->kind == OBJECT_INHERITANCE)
            note_parent(&places, object);
        else if (model && !model->is_view)
            note_of_table(&places, model, object);
    }
    if (has_inheritance(draft->live))
        note_inherited_checks(&places);
}
