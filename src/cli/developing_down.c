#include "cli/developing.h"
#include "rollback/down/making.h"

/* Is its script to be made? That of a new migration, and one of ours that is for another
 * migration.sql. */
static bool is_wanted(const Developing *dev, Migration *migration)
{
    Arena *arena = dev->context->arena;
    Error unused = {.arena = arena};
    DownScript script;
    if (!migration_read_script(arena, &dev->session.folder, migration, &unused) ||
        !down_script_read(arena, &dev->session.folder, migration, &script, &unused))
        return false;
    return script.text.data ? script.is_outdated : text_equal(migration->name, dev->written);
}

static bool was_applied(const Developing *dev, Text name)
{
    for (list_each(const AppliedMigration, applied, &dev->applied))
        if (text_equal(applied->name, name))
            return true;
    return text_equal(name, dev->written);
}

static void tell_written(const Developing *dev, const Migration *migration, const DownMade *made)
{
    Context *context = dev->context;
    Text path = shown_path(context, dev->session.folder.path);
    say(context, "  %swritten%s %.*s/%.*s/down.sql\n", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN), TEXT_ARG(path), TEXT_ARG(migration->name));
    for (list_each(const Text, flaw, &made->flaws))
        warn(context, "after it, this is not what it was before: %.*s\n", TEXT_ARG(*flaw));
}

void developing_write_down(Developing *dev)
{
    Arena *arena = dev->context->arena;
    MigrationsFolder *folder = &dev->session.folder;
    Error error = {.arena = arena};
    DownMaking making;
    DownMade made;
    down_making_begin(arena, dev->replay, &dev->describe, folder, &making);
    making.trusts_steps = true;
    for (size_t i = folder->migrations.count; i-- > 0;) {
        Migration *migration = &folder->migrations.items[i];
        if (!was_applied(dev, migration->name) || !is_wanted(dev, migration))
            continue;
        if (!down_making_one(&making, i, &made, &error) ||
            !down_script_write(arena, folder->path, migration->name, made.script, &error)) {
            warn(dev->context, "no down script was made for %.*s: %.*s\n",
                 TEXT_ARG(migration->name), TEXT_ARG(error.message));
            return;
        }
        tell_written(dev, migration, &made);
    }
}
