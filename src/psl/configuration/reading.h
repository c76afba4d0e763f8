/* Reading the blocks of a configuration: properties, their values, and what is wrong with them. */
#ifndef DUNLIN_PSL_CONFIGURATION_READING_H
#define DUNLIN_PSL_CONFIGURATION_READING_H

#include "base/buffer.h"
#include "base/map.h"
#include "psl/configuration.h"

typedef struct ConfigurationReader {
    Arena *arena;
    Arena *scratch; /* emptied behind every block */
    Datamodel *datamodel;
    const SchemaOptions *options;
    Diagnostics *diagnostics;
    bool has_adapters; /* a generator of the file wants schemaEngineDriverAdapters */
} ConfigurationReader;

/* The properties of a block by name, those left that were not taken yet. */
typedef struct Properties {
    Map map; /* of const AstProperty *, NULL when it was taken */
} Properties;

/* Collects the properties of a block; of one that is written twice, the last counts. False when one
 * has no value, which was reported. */
bool properties_collect(const ConfigurationReader *reader, const AstBlock *block,
                        Properties *properties);

/* Takes the property of that name out, or gives NULL. */
const AstProperty *properties_take(Properties *properties, const char *name);

/* Text of a span. */
Text reader_text(const ConfigurationReader *reader, Span span);

/* Reports that a value is not of the wanted kind: "a string". */
void report_kind(const ConfigurationReader *reader, const Expression *value, const char *wanted);

/* The text of a string; false with a diagnostic for anything else. */
bool value_string(const ConfigurationReader *reader, const Expression *value, Text *text);

/* A string or env("NAME"); false with a diagnostic for anything else. */
bool value_config(const ConfigurationReader *reader, const Expression *value, ConfigValue *config);

/* The variable of an env() call; false with a diagnostic when it is not called properly. */
bool value_variable(const ConfigurationReader *reader, const Expression *call, Text *variable);

bool value_is_env(const Expression *value);

/* The items of a list; what is no list is a list of itself. */
static inline const Expression *value_items(const Expression *value, uint32_t *count)
{
    bool is_list = value->kind == EXPRESSION_ARRAY;
    *count = is_list ? value->item_count : 1;
    return is_list ? value->items : value;
}

/* True when the generator asks for schemaEngineDriverAdapters. It need not be right otherwise. */
bool generator_has_adapters(const ConfigurationReader *reader, const AstBlock *block);

/* Reads one datasource block; false when it cannot be used. */
bool datasource_read(const ConfigurationReader *reader, const AstBlock *block,
                     Datasource *datasource, const Provider **provider);

/* Reads `extensions`, if it is there. */
void extensions_read(const ConfigurationReader *reader, const AstProperty *property,
                     Datasource *datasource);

/* Reads one generator block; false when it cannot be used. `provider` is that of the datasource in
 * the same file, or NULL. */
bool generator_read(const ConfigurationReader *reader, const AstBlock *block,
                    const Provider *provider, Generator *generator);

/* The features that `previewFeatures` names, as bits. */
uint64_t preview_features_read(const ConfigurationReader *reader, const Expression *value,
                               const Provider *provider);

#endif
