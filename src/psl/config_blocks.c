#include "psl/config_blocks.h"

#include "base/utf8.h"
#include "psl/lexer.h"

typedef struct BlockReader {
    Arena *arena;
    const SchemaFile *file;
    Text schema;
    PslToken token; /* the one looked at */
    Error *error;
} BlockReader;

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

static void advance(BlockReader *in)
{
    in->token = psl_token(in->schema, in->token.end);
}

static Text written(const BlockReader *in)
{
    return text_slice(in->schema, in->token.start, in->token.end);
}

static bool is_symbol(const BlockReader *in, char symbol)
{
    return psl_token_is(in->schema, in->token, symbol);
}

static bool at_end_of_line(const BlockReader *in)
{
    return in->token.kind == PSL_END || in->token.kind == PSL_NEW_LINE ||
           in->token.kind == PSL_COMMENT;
}

static void skip_line(BlockReader *in)
{
    while (in->token.kind != PSL_END && in->token.kind != PSL_NEW_LINE)
        advance(in);
}

/* ["a", "b"], also over several lines; stops behind the bracket or where it makes no sense. */
static void read_list(BlockReader *in, ConfigSetting *setting)
{
    setting->kind = CONFIG_STRING_LIST;
    advance(in);
    while (in->token.kind != PSL_END && !is_symbol(in, ']') && !is_symbol(in, '}')) {
        if (in->token.kind == PSL_STRING || in->token.kind == PSL_NAME)
            list_add(in->arena, &setting->list,
                     in->token.kind == PSL_STRING ? psl_string(in->arena, in->schema, in->token)
                                                  : written(in));
        advance(in);
    }
    if (is_symbol(in, ']'))
        advance(in);
}

static void read_other(BlockReader *in, ConfigSetting *setting)
{
    size_t start = in->token.start;
    bool is_env = text_is(written(in), "env");
    advance(in);
    if (is_env && is_symbol(in, '(')) {
        advance(in);
        if (in->token.kind == PSL_STRING) {
            setting->kind = CONFIG_VARIABLE;
            setting->text = psl_string(in->arena, in->schema, in->token);
        }
    }
    size_t end = in->token.start;
    while (!at_end_of_line(in) && !is_symbol(in, '}')) {
        end = in->token.end;
        advance(in);
    }
    if (setting->kind == CONFIG_OTHER)
        setting->text = text_trim(text_slice(in->schema, start, end));
}

/* NAME = VALUE */
static void read_setting(BlockReader *in, ConfigBlock *block)
{
    ConfigSetting setting = {.name = written(in), .kind = CONFIG_OTHER};
    advance(in);
    if (!is_symbol(in, '=')) {
        skip_line(in);
        return;
    }
    advance(in);
    setting.offset = in->token.start;
    if (in->token.kind == PSL_STRING) {
        setting.kind = CONFIG_STRING;
        setting.text = psl_string(in->arena, in->schema, in->token);
        advance(in);
    } else if (is_symbol(in, '[')) {
        read_list(in, &setting);
    } else if (!at_end_of_line(in)) {
        read_other(in, &setting);
    }
    list_add(in->arena, &block->settings, setting);
}

static bool not_closed(BlockReader *in, size_t offset)
{
    fail(in->error, ERROR_P1012, "this block is never closed with '}'");
    return error_in_schema(in->error, in->file, offset);
}

static bool read_block(BlockReader *in, ConfigBlock *block)
{
    advance(in); /* behind "{" */
    while (!is_symbol(in, '}')) {
        if (in->token.kind == PSL_END)
            return not_closed(in, block->offset);
        if (in->token.kind == PSL_NAME)
            read_setting(in, block);
        else
            advance(in);
    }
    return true;
}

static bool skip_block(BlockReader *in, size_t offset)
{
    size_t depth = 0;
    do {
        if (in->token.kind == PSL_END)
            return not_closed(in, offset);
        depth += is_symbol(in, '{') ? 1 : 0;
        depth -= is_symbol(in, '}') ? 1 : 0;
        advance(in);
    } while (depth > 0);
    return true;
}

/* KEYWORD NAME { … } at the start of a line; anything else is passed over to the end of its line.
 */
static bool read_top_level(BlockReader *in, ConfigBlocks *blocks)
{
    ConfigBlock block = {.file = in->file, .offset = in->token.start};
    if (in->token.kind == PSL_COMMENT || in->token.kind == PSL_NEW_LINE) {
        advance(in);
        return true;
    }
    block.is_datasource = text_is(written(in), "datasource");
    bool wanted = block.is_datasource || text_is(written(in), "generator");
    if (in->token.kind == PSL_NAME) {
        advance(in);
        if (in->token.kind == PSL_NAME) {
            block.name = written(in);
            advance(in);
        }
        if (is_symbol(in, '{') && !wanted)
            return skip_block(in, block.offset);
        if (is_symbol(in, '{') && wanted) {
            if (!read_block(in, &block))
                return false;
            list_add(in->arena, blocks, block);
        }
    }
    skip_line(in);
    advance(in);
    return true;
}

bool config_blocks_read(Arena *arena, const SchemaFiles *files, ConfigBlocks *blocks, Error *error)
{
    for (size_t i = 0; i < files->count; i++) {
        const SchemaFile *file = &files->items[i];
        BlockReader in = {.arena = arena, .file = file, .schema = file->content, .error = error};
        Text body = utf8_without_mark(file->content);
        in.token.end = file->content.length - body.length;
        advance(&in);
        while (in.token.kind != PSL_END)
            if (!read_top_level(&in, blocks))
                return false;
    }
    return true;
}
