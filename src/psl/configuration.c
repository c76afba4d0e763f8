#include "psl/configuration.h"

#include "psl/configuration/reading.h"

/* What a schema without a datasource may contain. */
static const Provider no_provider = {
    .names = (const char *const[]){"none", NULL},
    .product = "a schema without a datasource",
    .capabilities = CAPABILITY_AUTOINCREMENT | CAPABILITY_COMPOUND_IDS | CAPABILITY_ENUMS |
                    CAPABILITY_JSON | CAPABILITY_IMPLICIT_MANY_TO_MANY | CAPABILITY_ANY_ID |
                    CAPABILITY_VIEWS,
    .max_identifier_length = SIZE_MAX,
    .foreign_key_actions = ~0u,
    .emulated_actions = ~0u,
    .relation_modes = 1u << RELATION_MODE_FOREIGN_KEYS | 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_FOREIGN_KEYS,
    .index_algorithms = INDEX_BIT(INDEX_BTREE),
    .native_types = (const NativeType[]){{0}},
    .url_prefixes = (const char *const[]){NULL},
};

PrismaVersion prisma_version_detect(const Ast *ast)
{
    static const char *const urls[] = {"url", "directUrl", "shadowDatabaseUrl"};
    PrismaVersion version = PRISMA_6;
    for (uint32_t i = 0; i < ast->block_count; i++) {
        const AstBlock *block = ast->blocks[i];
        if (block->kind != BLOCK_DATASOURCE)
            continue;
        version = PRISMA_7;
        for (uint32_t j = 0; j < block->property_count; j++)
            for (size_t k = 0; k < sizeof urls / sizeof *urls; k++)
                if (text_is(source_text(ast->source, block->properties[j].name), urls[k]))
                    return PRISMA_6;
    }
    return version;
}

/* The datasources of one file. `provider` becomes that of the first usable one, or NULL. */
static void read_datasources(const ConfigurationReader *reader, const Ast *ast, uint32_t from,
                             uint32_t to, const Provider **provider)
{
    Datamodel *datamodel = reader->datamodel;
    size_t usable = 0;
    *provider = NULL;
    for (uint32_t i = from; i < to; i++) {
        Datasource datasource;
        const Provider *its_provider;
        if (ast->blocks[i]->kind != BLOCK_DATASOURCE)
            continue;
        ArenaMark mark = arena_mark(reader->scratch);
        bool good = datasource_read(reader, ast->blocks[i], &datasource, &its_provider);
        arena_rewind(reader->scratch, mark);
        if (!good)
            continue;
        if (usable++ == 0)
            *provider = its_provider;
        if (datamodel->datasource)
            continue;
        Datasource *kept = NEW(reader->arena, Datasource);
        *kept = datasource;
        datamodel->datasource = kept;
        datamodel->provider = its_provider;
        datamodel->relation_mode = datasource.relation_mode;
    }
    for (uint32_t i = from; usable > 1 && i < to; i++)
        if (ast->blocks[i]->kind == BLOCK_DATASOURCE)
            diagnose_error(reader->diagnostics, ast->blocks[i]->span,
                           "a schema has one datasource only");
}

static void read_generators(const ConfigurationReader *reader, const Ast *ast, uint32_t from,
                            uint32_t to, const Provider *provider)
{
    Datamodel *datamodel = reader->datamodel;
    for (uint32_t i = from; i < to; i++) {
        Generator generator;
        if (ast->blocks[i]->kind != BLOCK_GENERATOR)
            continue;
        ArenaMark mark = arena_mark(reader->scratch);
        if (generator_read(reader, ast->blocks[i], provider, &generator)) {
            list_add(reader->arena, &datamodel->generators, generator);
            datamodel->preview_features |= generator.preview_features;
        }
        arena_rewind(reader->scratch, mark);
    }
}

/* The first block at or behind `from` that is not in the file that ends at `end`. */
static uint32_t blocks_up_to(const Ast *ast, uint32_t from, uint32_t end)
{
    while (from < ast->block_count && ast->blocks[from]->span.start < end)
        from++;
    return from;
}

void configuration_read(Arena *arena, Datamodel *datamodel, const SchemaOptions *options,
                        Diagnostics *diagnostics)
{
    const Ast *ast = datamodel->ast;
    ConfigurationReader reader = {.arena = arena,
                                  .scratch = arena_new(),
                                  .datamodel = datamodel,
                                  .options = options,
                                  .diagnostics = diagnostics};
    if (datamodel->version == 0)
        datamodel->version = options->version ? options->version : prisma_version_detect(ast);
    datamodel->provider = &no_provider;
    datamodel->relation_mode = no_provider.default_relation_mode;
    /* File by file, as Prisma does: two datasources in two files go unnoticed. */
    uint32_t from = 0;
    for (list_each(const SourceFile, file, &datamodel->source->files)) {
        const Provider *provider;
        uint32_t to = blocks_up_to(ast, from, file->span.end);
        reader.has_adapters = false;
        for (uint32_t i = from; i < to && !reader.has_adapters; i++)
            reader.has_adapters = ast->blocks[i]->kind == BLOCK_GENERATOR &&
                                  generator_has_adapters(&reader, ast->blocks[i]);
        read_datasources(&reader, ast, from, to, &provider);
        read_generators(&reader, ast, from, to, provider);
        from = to;
    }
    arena_free(reader.scratch);
}
