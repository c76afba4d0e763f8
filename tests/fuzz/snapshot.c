/* Snapshots of histories: what can be read can be written and read again, and whoever works on the
 * schema finds everything that it refers to. */
#include <stdlib.h>

#include "dialect/providers.h"
#include "dialect/sql_rules.h"
#include "sql/render.h"
#include "sql/snapshot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Text written(Arena *arena, const Snapshot *snapshot)
{
    Buffer out = BUFFER(arena);
    snapshot_write(&out, snapshot);
    return buffer_text(&out);
}

static void use(Arena *arena, const Snapshot *snapshot)
{
    const SqlRules *rules = sql_rules_of(provider_find(dialect_providers, snapshot->provider));
    SqlSchema empty = {0};
    Steps steps;
    Buffer out = BUFFER(arena);
    if (!rules)
        return;
    Comparison comparison = sql_compare(arena, &empty, &snapshot->schema);
    steps_between(arena, &comparison, rules, STEPS_FORWARD, &steps);
    render_script(arena, &steps, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Error error = {.arena = arena};
    Snapshot first;
    Snapshot second;
    Text document = {(const char *)data, size};
    if (snapshot_read(arena, document, dialect_providers, SNAPSHOT_WHOLE, &first, &error)) {
        Text text = written(arena, &first);
        if (!snapshot_read(arena, text, dialect_providers, SNAPSHOT_WHOLE, &second, &error) ||
            !text_equal(written(arena, &second), text))
            abort();
        use(arena, &first);
    }
    arena_free(arena);
    return 0;
}
