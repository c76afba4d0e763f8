/* lint/read_postgres.h */
#include "lint/read_postgres.h"

#include "support.h"

/* A statement in a few words: what is set, in the order of the struct. */

static void tell_name(Buffer *out, const char *label, LintName name)
{
    if (name.name.length == 0)
        return;
    buffer_add_format(out, "%s", label);
    if (name.space.length)
        buffer_add_format(out, "%.*s.", TEXT_ARG(name.space));
    buffer_add_format(out, "%.*s", TEXT_ARG(name.name));
}

static void tell_names(Buffer *out, const char *label, const LintNames *names)
{
    for (list_each(const LintName, name, names))
        tell_name(out, name == names->items ? label : ",", *name);
}

static void tell_texts(Buffer *out, const char *label, const TextList *texts)
{
    for (list_each(const Text, text, texts))
        buffer_add_format(out, "%s%.*s", text == texts->items ? label : ",", TEXT_ARG(*text));
}

static void tell_text(Buffer *out, const char *label, Text text)
{
    if (text.length)
        buffer_add_format(out, "%s%.*s", label, TEXT_ARG(text));
}

static void tell_flag(Buffer *out, const char *label, bool flag)
{
    if (flag)
        buffer_add_format(out, "%s", label);
}

static void tell_type(Buffer *out, const LintType *type)
{
    tell_name(out, " ", type->name);
    tell_texts(out, "/", &type->arguments);
    tell_flag(out, "[]", type->is_array);
    tell_flag(out, " serial", type->is_serial);
}

static void tell_constraint(Buffer *out, const LintConstraint *constraint)
{
    static const char *const kinds[] = {"notnull", "check", "fk", "unique", "pk", "exclude"};
    buffer_add_format(out, " <%s", kinds[constraint->kind]);
    tell_text(out, " ", constraint->name);
    tell_texts(out, " of ", &constraint->columns);
    tell_name(out, " to ", constraint->references);
    tell_texts(out, "/", &constraint->referenced);
    tell_text(out, " using ", constraint->index);
    tell_flag(out, " notvalid", constraint->is_not_valid);
    tell_flag(out, " nonull", constraint->is_not_null);
    tell_flag(out, " deferrable", constraint->is_deferrable);
    tell_flag(out, " noinherit", constraint->is_not_inherited);
    buffer_add_format(out, ">");
}

static const char *const action_names[] = {
    [LINT_ADD_COLUMN] = "add column",
    [LINT_DROP_COLUMN] = "drop column",
    [LINT_CHANGE_TYPE] = "change type",
    [LINT_SET_NOT_NULL] = "set not null",
    [LINT_DROP_NOT_NULL] = "drop not null",
    [LINT_SET_DEFAULT] = "set default",
    [LINT_DROP_DEFAULT] = "drop default",
    [LINT_ADD_IDENTITY] = "add identity",
    [LINT_CHANGE_IDENTITY] = "change identity",
    [LINT_DROP_IDENTITY] = "drop identity",
    [LINT_DROP_EXPRESSION] = "drop expression",
    [LINT_SET_STATISTICS] = "set statistics",
    [LINT_SET_COLUMN_OPTIONS] = "set column options",
    [LINT_SET_STORAGE] = "set storage",
    [LINT_SET_COMPRESSION] = "set compression",
    [LINT_ADD_CONSTRAINT] = "add constraint",
    [LINT_ALTER_CONSTRAINT] = "alter constraint",
    [LINT_VALIDATE_CONSTRAINT] = "validate constraint",
    [LINT_DROP_CONSTRAINT] = "drop constraint",
    [LINT_RENAME] = "rename",
    [LINT_RENAME_COLUMN] = "rename column",
    [LINT_RENAME_CONSTRAINT] = "rename constraint",
    [LINT_SET_SCHEMA] = "set schema",
    [LINT_CHANGE_OWNER] = "change owner",
    [LINT_ATTACH_PARTITION] = "attach partition",
    [LINT_DETACH_PARTITION] = "detach partition",
    [LINT_FINALIZE_PARTITION] = "finalize partition",
    [LINT_INHERIT] = "inherit",
    [LINT_NO_INHERIT] = "no inherit",
    [LINT_SET_LOGGED] = "set logged",
    [LINT_SET_UNLOGGED] = "set unlogged",
    [LINT_SET_TABLESPACE] = "set tablespace",
    [LINT_SET_ACCESS_METHOD] = "set access method",
    [LINT_SET_OPTIONS] = "set options",
    [LINT_CLUSTER_ON] = "cluster on",
    [LINT_ENABLE_TRIGGER] = "enable trigger",
    [LINT_DISABLE_TRIGGER] = "disable trigger",
    [LINT_ENABLE_RULE] = "enable rule",
    [LINT_ENABLE_ROW_SECURITY] = "enable row security",
    [LINT_DISABLE_ROW_SECURITY] = "disable row security",
    [LINT_FORCE_ROW_SECURITY] = "force row security",
    [LINT_NO_FORCE_ROW_SECURITY] = "no force row security",
    [LINT_REPLICA_IDENTITY] = "replica identity",
    [LINT_OTHER_ACTION] = "other action",
};

static void tell_action(Buffer *out, const LintAction *action)
{
    static const char *const defaults[] = {"", " =null", " =constant", " =stable", " =volatile"};
    buffer_add_format(out, "; %s", action_names[action->kind]);
    tell_text(out, " ", action->column);
    tell_type(out, &action->type);
    buffer_add_format(out, "%s", defaults[action->default_kind]);
    tell_texts(out, " calls ", &action->calls);
    tell_flag(out, " identity", action->is_identity);
    tell_flag(out, " generated", action->is_generated);
    tell_flag(out, " notnull", action->is_not_null);
    tell_text(out, " collate ", action->collation);
    for (list_each(const LintConstraint, constraint, &action->constraints))
        tell_constraint(out, constraint);
    tell_flag(out, " using", action->has_using);
    tell_flag(out, " itself", action->using_is_column);
    tell_text(out, " named ", action->name);
    tell_text(out, " becomes ", action->becomes);
    tell_name(out, " other ", action->other);
    tell_flag(out, " default", action->is_default);
    tell_flag(out, " concurrently", action->concurrently);
    tell_flag(out, " cascade", action->cascade);
    tell_flag(out, " ifexists", action->if_exists);
    tell_flag(out, " full", action->is_full);
    tell_texts(out, " options ", &action->options);
}

static Text told(Arena *arena, const LintStatement *statement)
{
    Buffer out = BUFFER(arena);
    tell_flag(&out, " index", statement->object == LINT_INDEX);
    tell_flag(&out, " view", statement->object == LINT_VIEW);
    tell_flag(&out, " matview", statement->object == LINT_MATERIALIZED_VIEW);
    tell_flag(&out, " type", statement->object == LINT_TYPE);
    tell_name(&out, " ", statement->name);
    tell_name(&out, " on ", statement->table);
    tell_names(&out, " names ", &statement->names);
    tell_name(&out, " becomes ", statement->becomes);
    tell_names(&out, " parents ", &statement->parents);
    tell_names(&out, " likes ", &statement->likes);
    tell_names(&out, " from ", &statement->sources);
    tell_texts(&out, " columns ", &statement->columns);
    tell_texts(&out, " mentions ", &statement->mentions);
    tell_type(&out, &statement->type);
    for (list_each(const LintConstraint, constraint, &statement->constraints))
        tell_constraint(&out, constraint);
    tell_text(&out, " method ", statement->method);
    tell_text(&out, " column ", statement->column);
    tell_text(&out, " text ", statement->text);
    tell_text(&out, " value ", statement->value);
    tell_texts(&out, " calls ", &statement->calls);
    tell_flag(&out, " concurrently", statement->concurrently);
    tell_flag(&out, " ifexists", statement->if_exists);
    tell_flag(&out, " ifnotexists", statement->if_not_exists);
    tell_flag(&out, " cascade", statement->cascade);
    tell_flag(&out, " only", statement->only);
    tell_flag(&out, " unique", statement->is_unique);
    tell_flag(&out, " partition", statement->is_partition);
    tell_flag(&out, " default", statement->is_default);
    tell_flag(&out, " partitioned", statement->is_partitioned);
    tell_flag(&out, " temporary", statement->is_temporary);
    tell_flag(&out, " unlogged", statement->is_unlogged);
    tell_flag(&out, " local", statement->is_local);
    tell_flag(&out, " full", statement->is_full);
    tell_flag(&out, " all", statement->all_columns);
    tell_flag(&out, " replaces", statement->replaces);
    tell_flag(&out, " nodata", statement->without_data);
    tell_flag(&out, " where", statement->has_where);
    tell_flag(&out, " place", statement->has_place);
    for (list_each(const LintAction, action, &statement->actions))
        tell_action(&out, action);
    return buffer_text(&out);
}

typedef struct Case {
    const char *statement;
    LintKind kind;
    const char *told;
} Case;

static const Case cases[] = {
#include "lint/read_postgres.def"
};

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        LintStatements list = lint_read_postgres(arena, text_from(cases[i].statement));
        expect(list.count == 1, "%s: %zu statements", cases[i].statement, list.count);
        Text actual = told(arena, &list.items[0]);
        expect(list.items[0].kind == cases[i].kind && text_is(actual, cases[i].told),
               "%s\n  is %d%.*s", cases[i].statement, list.items[0].kind, TEXT_ARG(actual));
    }
}

static void what_is_refused_leaves_the_rest(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Text script = TEXT("DROP TABLE a;\nCREATE TABEL b;\n DROP TABLE c; SELECT '\0'; BEGIN");
    LintStatements list = lint_read_postgres(arena, script);
    assert_int_equal(list.count, 5);
    static const LintKind kinds[] = {LINT_DROP_TABLE, LINT_UNREAD, LINT_DROP_TABLE, LINT_UNREAD,
                                     LINT_BEGIN};
    for (size_t i = 0; i < list.count; i++)
        expect(list.items[i].kind == kinds[i] &&
                   !list.items[i].problem == (kinds[i] != LINT_UNREAD),
               "statement %zu", i);
    assert_string_equal(list.items[1].problem, "syntax error at or near \"TABEL\"");
    assert_text(text_slice(script, list.items[2].start, list.items[2].end), "DROP TABLE c");
}

/* A statement of `count` times the same. */
static LintKind kind_of_repeated(Arena *arena, const char *before, const char *part, size_t count,
                                 const char *after)
{
    Buffer out = BUFFER(arena);
    buffer_add_format(&out, "%s", before);
    for (size_t i = 0; i < count; i++)
        buffer_add_format(&out, "%s", part);
    buffer_add_format(&out, "%s", after);
    LintStatements list = lint_read_postgres(arena, buffer_text(&out));
    return list.count == 1 ? list.items[0].kind : LINT_UNREAD;
}

static void depth(void **state)
{
    static const struct {
        const char *before, *part, *after;
    } table[] = {
        {"SELECT 1", "+1", ""},
        {"SELECT ", "NOT ", "TRUE"},
        {"SELECT ", "(", "1"},
        {"SELECT 1", "::int", ""},
        {"SELECT 1", " UNION SELECT 1, 2", ""},
        {"SELECT * FROM a", " JOIN a ON b", ""},
        {"SELECT f(1", "+f(1,2)", ")"},
        {"ALTER TABLE t ADD CHECK (1", "+1", "> 0)"},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(table); i++) {
        LintKind few = kind_of_repeated(arena, table[i].before, table[i].part, 100, table[i].after);
        LintKind many =
            kind_of_repeated(arena, table[i].before, table[i].part, 300000, table[i].after);
        expect((few != LINT_UNREAD || i == 2) && many == LINT_UNREAD, "%s", table[i].part);
    }
    LintKind list = kind_of_repeated(arena, "INSERT INTO t VALUES (1)", ",(1,2)", 300000, "");
    assert_int_equal(list, LINT_INSERT);
}

static void no_statement(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_int_equal(lint_read_postgres(arena, TEXT("")).count, 0);
    assert_int_equal(lint_read_postgres(arena, TEXT("; -- nothing\n;")).count, 0);
    assert_int_equal(lint_read_postgres(arena, TEXT("'")).items[0].kind, LINT_UNREAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(what_is_refused_leaves_the_rest),
        TEST(depth),
        TEST(no_statement),
    };
    return RUN_TESTS(tests);
}
