/* `extensions` of a datasource: [postgis, vector(map: "x", schema: "y", version: "z")]. */
#include <stdlib.h>

#include "psl/configuration/reading.h"

/* The arguments that an extension takes, and where their texts go. */
typedef struct ExtensionArgument {
    const char *name;
    Text *text;
    const Argument *written;
} ExtensionArgument;

enum { ARGUMENTS = 3 };

static ExtensionArgument *find(ExtensionArgument *known, Text name)
{
    for (size_t i = 0; i < ARGUMENTS; i++)
        if (text_is(name, known[i].name))
            return &known[i];
    return NULL;
}

/* Reports every argument without a name, and those whose name was there before. */
static void check_names(const ConfigurationReader *reader, const ArgumentList *list,
                        ExtensionArgument *known, Map *others)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Argument *argument = &list->items[i];
        Text name = reader_text(reader, argument->name);
        if (span_is_none(argument->name)) {
            diagnose_error(reader->diagnostics, argument->span,
                           "the arguments of an extension have names");
            diagnose_hint(reader->diagnostics, "write: version: \"1.0\"");
            continue;
        }
        ExtensionArgument *place = find(known, name);
        if (place ? place->written != NULL : map_get(others, name) != NULL) {
            diagnose_error(reader->diagnostics, argument->span, "'%.*s' is given twice",
                           TEXT_ARG(name));
            continue;
        }
        if (argument->value.kind != EXPRESSION_STRING)
            report_kind(reader, &argument->value, "a string");
        if (place) {
            place->written = argument;
            continue;
        }
        Span *span = NEW(reader->scratch, Span);
        *span = argument->span;
        map_set(others, name, span);
    }
}

static void read_arguments(const ConfigurationReader *reader, const ArgumentList *list,
                           Extension *extension)
{
    Map others = MAP(reader->scratch);
    ExtensionArgument known[ARGUMENTS] = {{"map", &extension->mapped_name, NULL},
                                          {"schema", &extension->schema, NULL},
                                          {"version", &extension->version, NULL}};
    check_names(reader, list, known, &others);
    for (size_t i = 0; i < ARGUMENTS; i++) {
        const Argument *argument = known[i].written;
        if (argument && argument->value.kind == EXPRESSION_STRING)
            *known[i].text = argument->value.text;
        else if (argument)
            diagnose_error(reader->diagnostics, argument->span, "'%s' is a string", known[i].name);
    }
    for (list_each(const MapEntry, entry, &others.entries)) {
        diagnose_error(reader->diagnostics, *(const Span *)entry->value,
                       "an extension has no argument '%.*s'", TEXT_ARG(entry->key));
        diagnose_hint(reader->diagnostics, "the arguments are: map, schema, version");
    }
}

static int by_name(const void *a, const void *b)
{
    const Extension *left = a;
    const Extension *right = b;
    int order = text_compare(left->name, right->name);
    return order ? order
                 : (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

void extensions_read(const ConfigurationReader *reader, const AstProperty *property,
                     Datasource *datasource)
{
    uint32_t count;
    bool valid = true;
    if (!property)
        return;
    const Expression *items = value_items(property->value, &count);
    for (uint32_t i = 0; i < count; i++) {
        bool good = items[i].kind == EXPRESSION_CONSTANT || items[i].kind == EXPRESSION_FUNCTION;
        if (!good)
            report_kind(reader, &items[i], "the name of an extension");
        valid = valid && good;
    }
    for (uint32_t i = 0; valid && i < count; i++) {
        Extension extension = {.name = items[i].text, .span = items[i].span};
        if (items[i].kind == EXPRESSION_FUNCTION)
            read_arguments(reader, items[i].arguments, &extension);
        list_add(reader->arena, &datasource->extensions, extension);
    }
    datasource->extensions_span = valid ? property->span : (Span){0};
    if (datasource->extensions.count)
        qsort(datasource->extensions.items, datasource->extensions.count,
              sizeof *datasource->extensions.items, by_name);
}
