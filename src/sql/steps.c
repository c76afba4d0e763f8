#include "sql/steps.h"

#include "sql/steps/building.h"

void add_step(Steps *steps, StepKind kind, uint32_t before, uint32_t after)
{
    list_add(steps->arena, &steps->items, (Step){.kind = kind, .before = before, .after = after});
}

void steps_between(Arena *arena, const Comparison *comparison, const SqlRules *rules,
                   StepsDirection direction, Steps *steps)
{
    int from = direction == STEPS_FORWARD ? 0 : 1;
    *steps = (Steps){.arena = arena,
                     .rules = rules,
                     .before = comparison->schemas[from],
                     .after = comparison->schemas[!from],
                     .old = comparison->counterparts[from],
                     .new = comparison->counterparts[!from]};
    steps->version = steps->before->version > steps->after->version ? steps->before->version
                                                                    : steps->after->version;
    steps->changes = NEW_ARRAY(arena, ColumnChange, steps->before->columns.count + 1);
    steps->is_redefined = NEW_ARRAY(arena, bool, steps->before->tables.count + 1);
    StepsBuilder builder = {.steps = steps, .scratch = arena_new()};
    find_column_changes(&builder);
    add_namespace_steps(&builder);
    add_extension_steps(&builder);
    add_rename_steps(&builder);
    add_table_steps(&builder);
    add_index_steps(&builder);
    add_foreign_key_steps(&builder);
    add_enum_steps(&builder);
    add_sequence_steps(&builder);
    drop_external_steps(steps);
    order_steps(steps);
    arena_free(builder.scratch);
}

const char *step_name(StepKind kind)
{
    static const char *const names[] = {
        [STEP_CREATE_NAMESPACE] = "CreateSchema",
        [STEP_DROP_EXTENSION] = "DropExtension",
        [STEP_CREATE_EXTENSION] = "CreateExtension",
        [STEP_ALTER_EXTENSION] = "AlterExtension",
        [STEP_RENAME_TABLE] = "RenameTable",
        [STEP_RENAME_COLUMN] = "RenameColumn",
        [STEP_RENAME_ENUM] = "RenameEnum",
        [STEP_RENAME_ENUM_VALUE] = "RenameEnumValue",
        [STEP_ALTER_SEQUENCE] = "AlterSequence",
        [STEP_CREATE_ENUM] = "CreateEnum",
        [STEP_ALTER_ENUM] = "AlterEnum",
        [STEP_DROP_FOREIGN_KEY] = "DropForeignKey",
        [STEP_DROP_INDEX] = "DropIndex",
        [STEP_ALTER_TABLE] = "AlterTable",
        [STEP_ALTER_PRIMARY_KEY] = "AlterPrimaryKey",
        [STEP_DROP_TABLE] = "DropTable",
        [STEP_DROP_ENUM] = "DropEnum",
        [STEP_CREATE_TABLE] = "CreateTable",
        [STEP_REDEFINE_TABLES] = "RedefineTables",
        [STEP_CREATE_INDEX] = "CreateIndex",
        [STEP_RENAME_FOREIGN_KEY] = "RenameForeignKey",
        [STEP_ADD_FOREIGN_KEY] = "AddForeignKey",
        [STEP_RENAME_INDEX] = "RenameIndex",
        [STEP_REDEFINE_INDEX] = "RedefineIndex",
    };
    return names[kind];
}

Text step_column_name(const Steps *steps, uint32_t before)
{
    uint32_t after = steps->old.columns[before];
    return after == NONE ? steps->before->columns.items[before].name
                         : steps->after->columns.items[after].name;
}

void step_renamed_column(Arena *arena, const Steps *steps, const Step *step, Text *from, Text *to)
{
    Text aside =
        text_format(arena, "%.*s_aside", TEXT_ARG(steps->before->columns.items[step->before].name));
    *from =
        step->first == RENAME_FROM_ASIDE ? aside : steps->before->columns.items[step->before].name;
    *to = step->first == RENAME_ASIDE ? aside : steps->after->columns.items[step->after].name;
}

Text step_table_name(const Steps *steps, uint32_t before)
{
    uint32_t after = steps->old.tables[before];
    return after == NONE ? steps->before->tables.items[before].name
                         : steps->after->tables.items[after].name;
}

Text step_enum_name(const Steps *steps, uint32_t before)
{
    uint32_t after = steps->old.enums[before];
    return after == NONE ? steps->before->enums.items[before].name
                         : steps->after->enums.items[after].name;
}
