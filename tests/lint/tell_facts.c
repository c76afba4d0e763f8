/* Says what dunlin's linter knows of statements, for truth.py to compare with a server.
 *   tell_facts VERSION < CASES
 * A case is a history, a NUL byte, a script, and a NUL byte. For each, the answer is a line for
 * each lock and rewrite of the script's statements, and an empty line. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "lint/facts.h"
#include "lint/read_postgres.h"

/* What a table was called before the script, which may rename it. */
typedef struct OldName {
    const WorldTable *table;
    LintName name;
} OldName;

typedef LIST_OF(OldName) OldNames;

static LintName old_name(const LintWorld *world, const OldNames *names, LintName name)
{
    const WorldTable *table = world_table(world, name);
    for (list_each(const OldName, old, names))
        if (old->table == table)
            return old->name;
    return name;
}

static void tell(Arena *arena, LintWorld *world, const LintStatement *statement,
                 const OldNames *names, int version)
{
    LintFacts facts = lint_facts(arena, world, statement, version);
    if (statement->kind == LINT_UNREAD)
        printf("unread %s\n", statement->problem);
    for (list_each(const LintLock, lock, &facts.locks)) {
        LintName old = old_name(world, names, lock->table);
        printf("lock %.*s.%.*s %s\n", TEXT_ARG(old.space), TEXT_ARG(old.name),
               lint_lock_name(lock->mode));
    }
    for (list_each(const LintName, name, &facts.rewrites)) {
        LintName old = old_name(world, names, *name);
        printf("rewrite %.*s.%.*s\n", TEXT_ARG(old.space), TEXT_ARG(old.name));
    }
    if (!facts.transactional)
        printf("alone\n");
}

static void answer(Text history, Text script, int version)
{
    Arena *arena = arena_new();
    LintWorld *world = world_new(arena, TEXT(""));
    world->is_whole = true;
    LintStatements before = lint_read_postgres(arena, history);
    LintStatements statements = lint_read_postgres(arena, script);
    for (list_each(const LintStatement, statement, &before))
        world_apply(world, statement);
    world_begin_migration(world);
    OldNames names = {0};
    for (list_each(WorldTableRef, table, &world->tables))
        list_add(arena, &names, (OldName){*table, (*table)->name});
    for (list_each(const LintStatement, statement, &statements)) {
        tell(arena, world, statement, &names, version);
        world_apply(world, statement);
    }
    printf("\n");
    arena_free(arena);
}

int main(int argc, char **argv)
{
    int version = argc > 1 ? atoi(argv[1]) : 0;
    Arena *arena = arena_new();
    Buffer in = BUFFER(arena);
    if (version == 0) {
        fprintf(stderr, "usage: tell_facts VERSION < CASES\n");
        return 2;
    }
    for (int c; (c = getchar()) != EOF;)
        buffer_add_char(&in, (char)c);
    for (Text rest = buffer_text(&in); rest.length;) {
        Text history = text_cut(&rest, '\0');
        Text script = text_cut(&rest, '\0');
        answer(history, script, version);
    }
    arena_free(arena);
    return 0;
}
