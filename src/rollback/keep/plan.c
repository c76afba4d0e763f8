#include "rollback/keep/planning.h"

static bool stays_as_it_is(const ColumnDraft *column)
{
    return !column->is_gone && !column->is_updated;
}

static const CatalogKey *surviving_key(const KeepPlanner *planner, const CatalogTable *table,
                                       const TableDraft *draft)
{
    for (list_each(const CatalogKey, key, &table->keys)) {
        bool survives = true;
        for (list_each(const Text, name, &key->columns)) {
            uint32_t place = keep_catalog_column(table, planner->syntax, *name);
            survives = survives && place != NO_CATALOG_TABLE &&
                       (draft->is_gone || stays_as_it_is(&draft->columns[place]));
        }
        if (survives)
            return key;
    }
    return NULL;
}

static bool has_name(const KeepPlanner *planner, const CatalogKey *key, Text name)
{
    for (size_t i = 0; key && i < key->columns.count; i++)
        if (effect_same_name(planner->syntax, key->columns.items[i], name))
            return true;
    return false;
}

/* Rows are told apart by the key as it was. */
static void tell_remade_key(KeepPlanner *planner, const CatalogTable *table,
                            const TableDraft *draft, const CatalogKey *key)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (draft->columns[i].is_made_text && has_name(planner, key, table->columns.items[i].name))
            keep_planner_add_flaw(
                planner, text_format(planner->arena,
                                     "the key %.*s.%.*s becomes a text: unless its down script "
                                     "casts it back (USING), rows get other keys, and what is kept "
                                     "of them cannot be put back",
                                     TEXT_ARG(keep_planner_shown(planner, table)),
                                     TEXT_ARG(table->columns.items[i].name)));
}

static void add_references(const KeepPlanner *planner, const CatalogTable *table, KeepEntry *entry)
{
    for (list_each(const CatalogReference, reference, &table->references)) {
        const CatalogTable *referenced = &planner->catalog->tables.items[reference->table];
        list_add(planner->arena, &entry->references,
                 (KeepReference){.columns = reference->columns,
                                 .namespace_name = referenced->namespace_name,
                                 .table = referenced->name,
                                 .referenced = reference->referenced});
    }
}

static KeepEntry *add_entry(KeepPlanner *planner, uint32_t number, KeepKind kind)
{
    const CatalogTable *table = &planner->catalog->tables.items[number];
    const TableDraft *draft = &planner->tables[number];
    const CatalogKey *key = surviving_key(planner, table, draft);
    KeepEntry *entry = &list_push(planner->arena, &planner->plan->entries);
    *entry = (KeepEntry){.kind = kind,
                         .namespace_name = table->namespace_name,
                         .table = table->name,
                         .has_key = key != NULL};
    if (!draft->is_gone) {
        entry->namespace_now = draft->space_now;
        entry->table_now = draft->name_now;
    }
    for (size_t i = 0; i < table->columns.count; i++) {
        const CatalogColumn *column = &table->columns.items[i];
        const ColumnDraft *change = &draft->columns[i];
        bool is_key = has_name(planner, key, column->name);
        bool is_changed = (change->is_updated || change->is_retyped) && !change->is_gone;
        bool is_lost = (change->is_gone || is_changed) && !column->is_computed;
        if (kind == KEEP_COLUMNS && key && !is_key && !is_lost)
            continue;
        list_add(planner->arena, &entry->columns,
                 (KeepColumn){.name = column->name,
                              .type = column->type,
                              .now = draft->is_gone || change->is_gone ? TEXT("") : change->now,
                              .is_key = is_key,
                              .is_own_type = column->is_own_type,
                              .is_computed = column->is_computed,
                              .is_always = column->is_always,
                              .is_required = column->is_required,
                              .is_counted = column->is_counted,
                              .is_lost = is_lost,
                              .is_retyped = change->is_retyped});
    }
    add_references(planner, table, entry);
    if (kind != KEEP_TABLE)
        tell_remade_key(planner, table, draft, key);
    if (!key && kind != KEEP_TABLE)
        keep_planner_add_flaw(planner,
                              text_format(planner->arena,
                                          "%.*s has no key that stays: what it loses is kept, but "
                                          "cannot be put back",
                                          TEXT_ARG(keep_planner_shown(planner, table))));
    return entry;
}

static void add_entries_of(KeepPlanner *planner, uint32_t number)
{
    const CatalogTable *table = &planner->catalog->tables.items[number];
    const TableDraft *draft = &planner->tables[number];
    if (table->columns.count == 0)
        return;
    if (draft->is_gone) {
        add_entry(planner, number, KEEP_TABLE);
        return;
    }
    bool updates = false;
    bool loses = false;
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnDraft *column = &draft->columns[i];
        bool counts = !table->columns.items[i].is_computed;
        updates = updates || column->is_updated;
        loses = loses || (counts && (column->is_gone || column->is_updated || column->is_retyped));
    }
    if (draft->loses_rows)
        add_entry(planner, number, KEEP_ROWS);
    if (loses)
        add_entry(planner, number, KEEP_COLUMNS);
    if (draft->has_triggers && (draft->loses_rows || updates)) {
        planner->plan->is_uncertain = true;
        keep_planner_add_flaw(
            planner, text_format(planner->arena,
                                 "%.*s has triggers or rules: what these change cannot be told",
                                 TEXT_ARG(keep_planner_shown(planner, table))));
    }
}

void keep_plan(Arena *arena, const Dialect *dialect, const KeepCatalog *catalog,
               const Effects *effects, KeepPlan *plan)
{
    *plan = (KeepPlan){0};
    KeepPlanner planner = {.arena = arena,
                           .syntax = &dialect->syntax,
                           .sql = dialect->keep,
                           .catalog = catalog,
                           .plan = plan};
    Effects followed = effects_of_rows_before(arena, planner.syntax, effects);
    keep_planner_draft(&planner, &followed);
    plan->tables = planner.tables;
    for (uint32_t i = 0; i < catalog->tables.count; i++)
        add_entries_of(&planner, i);
}

bool keep_plan_read(Arena *arena, Database *database, Text script, KeepCatalog *catalog,
                    KeepPlan *plan, Error *error)
{
    const Dialect *dialect = database->connection->dialect;
    Effects effects = effects_of(arena, &dialect->syntax, script);
    TextList calls = {0};
    for (list_each(const Effect, effect, &effects))
        if (effect->kind == EFFECT_UNKNOWN && effect->name.length)
            list_add(arena, &calls, effect->name);
    if (!keep_catalog_read(arena, database, catalog, error) ||
        !keep_catalog_ask_functions(arena, database, &calls, catalog, error))
        return false;
    keep_plan(arena, dialect, catalog, &effects, plan);
    return true;
}
