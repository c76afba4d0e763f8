#include "psl/config_blocks.h"

#include "psl/parser.h"

bool error_in_schema(Error *error, const SchemaFile *file, size_t offset)
{
    error->file = file->path;
    text_position(file->content, offset, &error->line, &error->column);
    error->excerpt = text_line_at(file->content, offset);
    return false;
}

const ConfigSetting *config_setting(const ConfigBlock *block, const char *name)
{
    for (size_t i = 0; i < block->settings.count; i++)
        if (text_is(block->settings.items[i].name, name))
            return &block->settings.items[i];
    return NULL;
}

/* The variable's name in env("NAME"), or NULL. */
static const Expression *variable_of(const Expression *value)
{
    bool is_env = value->kind == EXPRESSION_FUNCTION && text_is(value->text, "env");
    if (!is_env || value->arguments->count == 0)
        return NULL;
    const Expression *name = &value->arguments->items[0].value;
    return name->kind == EXPRESSION_STRING ? name : NULL;
}

static void read_list(Arena *arena, const Expression *list, ConfigSetting *setting)
{
    setting->kind = CONFIG_STRING_LIST;
    for (uint32_t i = 0; i < list->item_count; i++)
        if (list->items[i].kind != EXPRESSION_ARRAY)
            list_add(arena, &setting->list, list->items[i].text);
}

static ConfigSetting setting_of(Arena *arena, const Source *source, const AstProperty *property)
{
    const Expression *value = property->value;
    ConfigSetting setting = {.name = source_text(source, property->name), .kind = CONFIG_OTHER};
    Span span = value ? value->span : property->span;
    setting.offset = source_place(source, span).start;
    if (!value)
        return setting;
    const Expression *variable = variable_of(value);
    setting.text = source_text(source, value->span);
    if (value->kind == EXPRESSION_STRING || variable) {
        setting.kind = variable ? CONFIG_VARIABLE : CONFIG_STRING;
        setting.text = variable ? variable->text : value->text;
    } else if (value->kind == EXPRESSION_ARRAY) {
        setting.text = (Text){NULL, 0};
        read_list(arena, value, &setting);
    }
    return setting;
}

static ConfigBlock block_of(Arena *arena, const Source *source, const AstBlock *ast,
                            const SchemaFiles *files)
{
    SourcePlace place = source_place(source, ast->span);
    ConfigBlock block = {.is_datasource = ast->kind == BLOCK_DATASOURCE,
                         .name = source_text(source, ast->name),
                         .file = &files->items[place.file - source->files.items],
                         .offset = place.start};
    for (uint32_t i = 0; i < ast->property_count; i++)
        list_add(arena, &block.settings, setting_of(arena, source, &ast->properties[i]));
    return block;
}

/* Without a datasource, the first line that could not be read is likely why. */
static bool first_fault(const Source *source, const SchemaFiles *files,
                        const Diagnostics *diagnostics, Error *error)
{
    const Diagnostic *first = &diagnostics->list.items[0];
    SourcePlace place = source_place(source, first->span);
    fail(error, ERROR_P1012, "%.*s", TEXT_ARG(first->message));
    error_hint(error, "%.*s", TEXT_ARG(first->hint));
    return error_in_schema(error, &files->items[place.file - source->files.items], place.start);
}

bool config_blocks_read(Arena *arena, const SchemaFiles *files, ConfigBlocks *blocks, Error *error)
{
    Source *source = NEW(arena, Source);
    Ast ast;
    Diagnostics diagnostics = DIAGNOSTICS(arena);
    bool has_datasource = false;
    if (!source_make(arena, files, source, error))
        return false;
    ast_parse(arena, source, PARSE_OBJECTS, &ast, &diagnostics);
    for (uint32_t i = 0; i < ast.block_count; i++) {
        BlockKind kind = ast.blocks[i]->kind;
        if (kind != BLOCK_DATASOURCE && kind != BLOCK_GENERATOR)
            continue;
        has_datasource = has_datasource || kind == BLOCK_DATASOURCE;
        list_add(arena, blocks, block_of(arena, source, ast.blocks[i], files));
    }
    return has_datasource || diagnostics.list.count == 0 ||
           first_fault(source, files, &diagnostics, error);
}
