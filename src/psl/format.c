#include "psl/format.h"

#include <stdlib.h>

#include "psl/format/formatting.h"
#include "psl/parser.h"

/* One long name makes all lines beside it long, and additions repeat names; so a small schema could
 * become arbitrarily large. Each of the two may add this much, and as much for a byte. */
enum { GROWTH_FREE = 16 * 1024 * 1024, GROWTH_LIMIT = 16 };

/* The content of a file with the additions to it, which begin at `*next`. */
static Text completed_content(Arena *arena, const Source *source, Span file,
                              const Additions *additions, size_t *next)
{
    Buffer content = BUFFER(arena);
    uint32_t from = file.start;
    for (; *next < additions->list.count; ++*next) {
        const Addition *addition = &additions->list.items[*next];
        if (addition->place > file.end)
            break;
        buffer_add(&content, source_text(source, (Span){from, addition->place}));
        buffer_add(&content, addition->text);
        from = addition->place;
    }
    buffer_add(&content, source_text(source, (Span){from, file.end}));
    return buffer_text(&content);
}

/* Reads the schema again with what it lacked. */
static bool complete(Arena *arena, const Schema *schema, const Additions *additions, Source *source,
                     Ast *ast, Error *error)
{
    SchemaFiles files = {0};
    size_t next = 0;
    for (list_each(const SourceFile, file, &schema->source.files)) {
        Text content = completed_content(arena, &schema->source, file->span, additions, &next);
        list_add(arena, &files, (SchemaFile){file->path, content});
    }
    if (!source_make(arena, &files, source, error))
        return false;
    Diagnostics diagnostics = DIAGNOSTICS(arena);
    ast_parse(arena, source, PARSE_LAYOUT | (schema->ast.has_objects ? PARSE_OBJECTS : 0), ast,
              &diagnostics);
    return true;
}

static bool format_files(Arena *arena, const Ast *ast, size_t padding, SchemaFiles *formatted,
                         Error *error)
{
    const LayoutItem *items = ast->layout.items;
    size_t from = 0;
    for (list_each(SourceFile, file, &ast->source->files)) {
        size_t to = from;
        while (to < ast->layout.count && items[to].span.start < file->span.end)
            to++;
        Buffer content = BUFFER(arena);
        size_t length = file->span.end - file->span.start;
        buffer_reserve(&content, length + length / 8);
        if (!format_file(&content, ast, to > from ? items + from : NULL, to - from, &padding))
            return fail(error, ERROR_P1012, "aligned columns would make the schema too large");
        list_add(arena, formatted, (SchemaFile){file->path, buffer_text(&content)});
        from = to;
    }
    return true;
}

static bool format(Arena *arena, Arena *scratch, const Schema *schema, SchemaFiles *formatted,
                   bool *completed, Error *error)
{
    Additions additions = {0};
    size_t limit = GROWTH_FREE + GROWTH_LIMIT * schema->source.text.length;
    if (schema->is_resolved)
        find_missing(scratch, &schema->datamodel, limit, &additions);
    if (additions.length > limit)
        return fail(error, ERROR_P1012,
                    "the relation fields that the schema lacks would make it too large");
    *completed = additions.list.count > 0;
    if (!*completed)
        return format_files(arena, &schema->ast, limit, formatted, error);
    Source source;
    Ast ast;
    return complete(scratch, schema, &additions, &source, &ast, error) &&
           format_files(arena, &ast, limit, formatted, error);
}

/* A setting without a value would lose its "=" in Prisma's layout, and be none any more. */
static bool settings_have_values(const Schema *schema, Error *error)
{
    for (uint32_t i = 0; i < schema->ast.block_count; i++) {
        const AstBlock *block = schema->ast.blocks[i];
        for (uint32_t j = 0; j < block->property_count; j++) {
            const AstProperty *property = &block->properties[j];
            if (property->value)
                continue;
            Text name = source_text(&schema->source, property->name);
            SourcePlace place = source_place(&schema->source, property->name);
            fail(error, ERROR_P1012, "the setting '%.*s' has no value", TEXT_ARG(name));
            error->file = place.file->path;
            error->line = place.line;
            error->column = place.column;
            return error_hint(error, "give it one, or take the line out");
        }
    }
    return true;
}

bool schema_format(Arena *arena, const Schema *schema, SchemaFiles *formatted, bool *completed,
                   Error *error)
{
    *formatted = (SchemaFiles){0};
    *completed = false;
    if (!settings_have_values(schema, error))
        return false;
    Arena *scratch = arena_new();
    bool done = format(arena, scratch, schema, formatted, completed, error);
    arena_free(scratch);
    return done;
}
