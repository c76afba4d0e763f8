/* Findings as text: for people, and as the comment at the head of a script. */
#include <inttypes.h>

#include "psl/provider.h"
#include "sql/findings.h"

/* Words in braces are holes. */
typedef struct FindingText {
    const char *name;
    FindingCount count;
    const char *written; /* in migration.sql: what could happen. Byte for byte Prisma's */
    const char *said;    /* what does happen */
} FindingText;

static const FindingText texts[FINDING_KINDS] = {
    [FINDING_DROP_COLUMN] = {"dropColumn", COUNT_VALUES,
                             "You are about to drop the column `{column}` on the `{table}` table. "
                             "All the data in the column will be lost.",
                             "The column {column} of {table} is dropped, with its values: "
                             "{number}."},
    [FINDING_DROP_TABLE] = {"dropTable", COUNT_ROWS,
                            "You are about to drop the `{table}` table. If the table is not empty, "
                            "all the data it contains will be lost.",
                            "The table {table} is dropped, with its rows: {number}."},
    [FINDING_RISKY_CAST] = {"riskyCast", COUNT_VALUES,
                            "You are about to alter the column `{column}` on the `{table}` table. "
                            "The data in that column could be lost. The data in that column will "
                            "be cast from `{old}` to `{new}`.",
                            "The column {column} of {table} goes from {old} to {new}, which may "
                            "cut off or refuse some of its values: {number}."},
    [FINDING_IMPOSSIBLE_CAST] = {"impossibleCast", COUNT_VALUES,
                                 "You are about to alter the column `{column}` on the `{table}` "
                                 "table. The data in that column will be cast from `{old}` to "
                                 "`{new}`. This cast may fail. Please make sure the data in the "
                                 "column can be cast.",
                                 "The column {column} of {table} goes from {old} to {new}, which "
                                 "may fail for its values: {number}."},
    [FINDING_RECREATE_COLUMN] = {"recreateColumn", COUNT_ANY_VALUE,
                                 "The `{column}` column on the `{table}` table would be dropped "
                                 "and recreated. This will lead to data loss if there is data in "
                                 "the column.",
                                 "The column {column} of {table} cannot be cast to its new type: "
                                 "it is dropped with its values and added again."},
    [FINDING_CHANGE_PRIMARY_KEY] = {"changePrimaryKey", COUNT_ANY_ROW,
                                    "The primary key for the `{table}` table will be changed. If "
                                    "it partially fails, the table could be left without primary "
                                    "key constraint.",
                                    "The primary key of {table} changes; a failure in between "
                                    "could leave the table without one."},
    [FINDING_ADD_UNIQUE] = {"addUnique", COUNT_NOTHING,
                            "A unique constraint covering the columns `[{columns}]` on the table "
                            "`{table}` will be added. If there are existing duplicate values, this "
                            "will fail.",
                            "({columns}) of {table} becomes unique; it fails if there are "
                            "duplicates."},
    [FINDING_REMOVE_ENUM_VALUES] = {"removeEnumValues", COUNT_NOTHING,
                                    "The values [{values}] on the enum `{table}` will be removed. "
                                    "If these variants are still used in the database, this will "
                                    "fail.",
                                    "The enum {table} loses values: {values}; it fails if they are "
                                    "still in use."},
    [FINDING_ADD_REQUIRED] = {"addRequired", COUNT_ROWS,
                              "Added the required column `{column}` to the `{table}` table without "
                              "a default value. This is not possible if the table is not empty.",
                              "The new column {column} of {table} is required and has no default, "
                              "but there are rows already: {number}."},
    [FINDING_ADD_REQUIRED_DEFAULT] =
        {"addRequiredDefault", COUNT_ROWS,
         "The required column `{column}` was added to the `{table}` table with a prisma-level "
         "default value. This is not possible if the table is not empty. Please add this column as "
         "optional, then populate it before making it required.",
         "The new column {column} of {table} is required, and its default is made by Prisma's "
         "client, not by the database, but there are rows already: {number}. Add it as optional, "
         "fill it, then make it required."},
    [FINDING_MAKE_REQUIRED] = {"makeRequired", COUNT_NULLS,
                               "Made the column `{column}` on table `{table}` required. This step "
                               "will fail if there are existing NULL values in that column.",
                               "The column {column} of {table} becomes required, but has NULLs: "
                               "{number}."},
    [FINDING_MAKE_LIST] = {"makeList", COUNT_VALUES,
                           "Changed the column `{column}` on the `{table}` table from a scalar "
                           "field to a list field. If there are non-null values in that column, "
                           "this step will fail.",
                           "The column {column} of {table} becomes a list, which its values cannot "
                           "be cast to: {number}."},
    [FINDING_RECREATE_REQUIRED] = {"recreateRequired", COUNT_ANY_ROW,
                                   "Changed the type of `{column}` on the `{table}` table. No cast "
                                   "exists, the column would be dropped and recreated, which "
                                   "cannot be done if there is data, since the column is required.",
                                   "The column {column} of {table} cannot be cast to its new type, "
                                   "and as it is required it can be dropped and added only while "
                                   "the table is empty."},
};

const char *finding_name(FindingKind kind)
{
    return texts[kind].name;
}

FindingCount finding_count(FindingKind kind)
{
    return texts[kind].count;
}

Text finding_table_name(const Steps *steps, const Finding *finding)
{
    return finding->table == NONE ? step_enum_name(steps, finding->before)
                                  : step_table_name(steps, finding->table);
}

Text finding_column_name(const Steps *steps, const Finding *finding)
{
    if (finding->table == NONE || finding->kind == FINDING_ADD_UNIQUE)
        return TEXT("");
    if (finding->before != NONE)
        return step_column_name(steps, finding->before);
    return finding->after == NONE ? TEXT("") : steps->after->columns.items[finding->after].name;
}

/* --- holes --- */

static void add_unsupported(Buffer *out, Text type)
{
    buffer_add_string(out, "Unsupported(\"");
    for (size_t i = 0; i < type.length; i++) {
        if (type.data[i] == '"' || type.data[i] == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, type.data[i]);
    }
    buffer_add_string(out, "\")");
}

/* Redefined tables copy values from one type of the schema language to another; altered ones cast
 * between types of the product. */
static void add_type(Buffer *out, const SqlSchema *schema, const ColumnType *type, bool is_copied)
{
    if (type->family == FAMILY_UNSUPPORTED) {
        add_unsupported(out, type->text);
    } else if (type->family == FAMILY_ENUM) {
        buffer_add(out, schema->enums.items[type->enumeration].name);
    } else if (is_copied || !type->native) {
        buffer_add_string(out, type->family == SCALAR_BYTES
                                   ? "Binary"
                                   : scalar_type_name((ScalarType)type->family));
    } else {
        buffer_add_string(out, type->native->name);
        for (uint32_t i = 0; i < type->argument_count; i++)
            buffer_add_format(out, "%c%u", i ? ',' : '(', type->arguments[i]);
        if (type->argument_count)
            buffer_add_char(out, ')');
    }
}

static void add_old_type(Buffer *out, const Steps *steps, const Finding *finding)
{
    add_type(out, steps->before, &steps->before->columns.items[finding->before].type,
             steps->is_redefined[finding->table]);
}

static void add_new_type(Buffer *out, const Steps *steps, const Finding *finding)
{
    add_type(out, steps->after, &steps->after->columns.items[finding->after].type,
             steps->is_redefined[finding->table]);
}

static void add_table(Buffer *out, const Steps *steps, const Finding *finding)
{
    buffer_add(out, finding_table_name(steps, finding));
}

static void add_column(Buffer *out, const Steps *steps, const Finding *finding)
{
    buffer_add(out, finding_column_name(steps, finding));
}

static void add_columns(Buffer *out, const Steps *steps, const Finding *finding)
{
    const SqlIndex *index = &steps->after->indexes.items[finding->after];
    for (uint32_t i = 0; i < index->column_count; i++) {
        if (i)
            buffer_add_char(out, ',');
        uint32_t column = sql_index_columns(steps->after, index)[i].column;
        buffer_add(out, steps->after->columns.items[column].name);
    }
}

static void add_values(Buffer *out, const Steps *steps, const Finding *finding)
{
    const SqlEnum *item = &steps->before->enums.items[finding->before];
    const char *between = "";
    for (uint32_t i = item->first_value; i < item->first_value + item->value_count; i++) {
        if (!enum_value_goes(steps, i))
            continue;
        buffer_add_string(out, between);
        buffer_add(out, steps->before->enum_values.items[i]);
        between = ",";
    }
}

static void add_number(Buffer *out, const Steps *steps, const Finding *finding)
{
    (void)steps;
    buffer_add_format(out, "%" PRId64, finding->number);
}

static const struct {
    const char *word;
    void (*add)(Buffer *out, const Steps *steps, const Finding *finding);
} holes[] = {
    {"table", add_table},  {"column", add_column}, {"columns", add_columns}, {"values", add_values},
    {"old", add_old_type}, {"new", add_new_type},  {"number", add_number},
};

static void fill_hole(Buffer *out, Text word, const Steps *steps, const Finding *finding)
{
    for (size_t i = 0; i < sizeof holes / sizeof *holes; i++)
        if (text_is(word, holes[i].word))
            holes[i].add(out, steps, finding);
}

static void add_filled(Buffer *out, const char *template, const Steps *steps,
                       const Finding *finding)
{
    Text rest = text_from(template);
    for (;;) {
        ptrdiff_t at = text_find_char(rest, '{');
        if (at < 0)
            break;
        buffer_add(out, text_slice(rest, 0, (size_t)at));
        rest = text_slice(rest, (size_t)at + 1, rest.length);
        fill_hole(out, text_cut(&rest, '}'), steps, finding);
    }
    buffer_add(out, rest);
}

void finding_add_text(Buffer *out, const Steps *steps, const Finding *finding)
{
    const FindingText *text = &texts[finding->kind];
    bool is_known = text->count == COUNT_NOTHING || finding->number != NOT_COUNTED;
    add_filled(out, is_known ? text->said : text->written, steps, finding);
}

/* --- the head of a script --- */

/* A name may have inside what ends a comment, or begins another one. */
static void add_commented(Buffer *out, Text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char before = i ? text.data[i - 1] : '\0';
        if ((before == '*' && text.data[i] == '/') || (before == '/' && text.data[i] == '*'))
            buffer_add_char(out, ' ');
        buffer_add_char(out, text.data[i]);
    }
}

static void add_lines(Buffer *out, const Findings *findings, bool unexecutable)
{
    Buffer line = BUFFER(out->arena);
    for (list_each(const Finding, finding, &findings->items)) {
        if (finding_is_unexecutable(finding) != unexecutable)
            continue;
        buffer_clear(&line);
        add_filled(&line, texts[finding->kind].written, findings->steps, finding);
        buffer_add_string(out, "  - ");
        add_commented(out, buffer_text(&line));
        buffer_add_char(out, '\n');
    }
}

void findings_add_header(Buffer *out, const Findings *findings)
{
    if (findings->items.count == 0)
        return;
    buffer_add_string(out, "/*\n  Warnings:\n\n");
    add_lines(out, findings, false);
    add_lines(out, findings, true);
    buffer_add_string(out, "\n*/\n");
}
