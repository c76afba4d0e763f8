/* Comments above blocks: those of the present schema, and what a new block's reader has to know of
 * the table. Prisma writes these lines into the file, so they are the same to the letter. */
#include "introspect/put.h"

#include "psl/reserved_names.h"

#define LEARN_MORE(topic) "Visit https://pris.ly/d/" topic " for more info."
#define ADDITIONAL_SETUP(topic) "requires additional setup for migrations. " LEARN_MORE(topic)
#define COMMENTS \
    "and requires an additional setup for migrations: Read more: " \
    "https://pris.ly/d/database-comments"

/* By note, in the order in which they are written. */
static const char *const lines[] = {
    [NOTE_PARTITIONED] =
        "This table is a partition table and " ADDITIONAL_SETUP("partition-tables"),
    [NOTE_INHERITED] = "This table has subclasses and " ADDITIONAL_SETUP("table-inheritance"),
    [NOTE_CHECKS] =
        "This table contains check constraints and " ADDITIONAL_SETUP("check-constraints"),
    [NOTE_EXCLUSIONS] =
        "This table contains exclusion constraints and " ADDITIONAL_SETUP("exclusion-constraints"),
    [NOTE_NO_COLUMNS] =
        "We could not retrieve columns for the underlying table. Either it has none or "
        "you are missing rights to see them. Please check your privileges.",
    [NOTE_NO_IDENTIFIER] =
        "The underlying table does not contain a valid unique identifier and can "
        "therefore currently not be handled by Prisma Client.",
    [NOTE_COMMENTS] =
        "This model or at least one of its fields has comments in the database, " COMMENTS,
    [NOTE_COMMENTS_OF_VIEW] = "This view or at least one of its fields has comments in the "
                              "database, " COMMENTS,
    [NOTE_COMMENTS_OF_ENUM] = "This enum is commented in the database, " COMMENTS,
    [NOTE_DEFERRABLE] =
        "This model has constraints using non-default deferring rules and " ADDITIONAL_SETUP(
            "constraint-deferring"),
    [NOTE_ROW_SECURITY] =
        "This model contains row level security and " ADDITIONAL_SETUP("row-level-security"),
    [NOTE_NULLS_ORDER] =
        "This model contains an index with non-default null sort order and " ADDITIONAL_SETUP(
            "default-index-null-ordering"),
    [NOTE_EXPRESSION_INDEX] =
        "This model contains an expression index which " ADDITIONAL_SETUP("expression-indexes"),
};

/* A block that was there before keeps what its user made of its comments; only these two are added
 * to it. */
static bool is_noted_again(int note, Text present)
{
    if (note == NOTE_EXPRESSION_INDEX)
        return !text_contains(present, lines[note]);
    return note == NOTE_NO_IDENTIFIER;
}

void put_documentation(Buffer *out, Text text)
{
    while (!text_is_none(text)) {
        Text rest = text;
        Text line = text_cut(&rest, '\n');
        buffer_add_format(out, line.length ? "/// %.*s\n" : "///%.*s\n", TEXT_ARG(line));
        text = rest;
    }
}

void put_block_documentation(const Draft *draft, const AstBlock *present, const char *kind,
                             DraftName name, unsigned notes, Buffer *out)
{
    Text documentation = {0};
    Text database = text_is_none(name.mapped) ? name.text : name.mapped;
    if (present)
        documentation =
            ast_documentation(draft->arena, draft->present->ast, present->comment_before);
    put_documentation(out, documentation);
    if (kind && name.origin != NAME_KEPT && name_is_reserved(database))
        buffer_add_format(out,
                          "/// This %s has been renamed to '%.*s' during introspection, because "
                          "the original name '%.*s' is reserved.\n",
                          kind, TEXT_ARG(name.text), TEXT_ARG(database));
    for (int note = 0; note < NOTE_COUNT; note++)
        if ((notes >> note & 1) && (!present || is_noted_again(note, documentation)))
            buffer_add_format(out, "/// %s\n", lines[note]);
}
