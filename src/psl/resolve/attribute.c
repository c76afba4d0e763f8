#include "psl/resolve/attribute.h"

#include <string.h>

/* Beyond this many arguments, names are looked up in a map. */
#define FEW_ARGUMENTS 12

static Text argument_name(const Resolver *resolver, const Argument *argument)
{
    return span_is_none(argument->name) ? TEXT("") : text_at(resolver, argument->name);
}

/* --- before an attribute is read --- */

static bool report_empty(Resolver *resolver, const ArgumentList *list)
{
    for (uint32_t i = 0; i < list->empty_count; i++) {
        Text name = text_at(resolver, list->empty[i]);
        diagnose_error(resolver->diagnostics, list->empty[i], "the argument '%.*s' has no value",
                       TEXT_ARG(name));
    }
    return list->empty_count > 0;
}

/* The calls inside of an array: [name(sort: )]. */
static void report_empty_in_array(Resolver *resolver, const Expression *array)
{
    for (uint32_t i = 0; i < array->item_count; i++)
        if (array->items[i].kind == EXPRESSION_FUNCTION)
            report_empty(resolver, array->items[i].arguments);
}

static bool check_list(Resolver *resolver, const ArgumentList *list)
{
    bool sound = !report_empty(resolver, list);
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].value.kind == EXPRESSION_ARRAY)
            report_empty_in_array(resolver, &list->items[i].value);
    if (!span_is_none(list->trailing_comma))
        diagnose_error(resolver->diagnostics, list->trailing_comma,
                       "there is a comma behind the last argument");
    return sound;
}

/* Whether the attribute can be read: its arguments, and those of calls among them, have values. */
static bool check_arguments(Resolver *resolver, const AstAttribute *attribute)
{
    bool sound = check_list(resolver, attribute->arguments);
    for (uint32_t i = 0; i < attribute->arguments->count; i++) {
        const Expression *value = &attribute->arguments->items[i].value;
        if (value->kind == EXPRESSION_FUNCTION && !check_list(resolver, value->arguments))
            sound = false;
    }
    return sound;
}

/* The last argument of that name; "" is for those without one. */
static const Argument *find_last(const Arguments *arguments, Text name)
{
    const ArgumentList *list = arguments->attribute->arguments;
    if (list->count == 0)
        return NULL;
    if (list->count > FEW_ARGUMENTS) {
        const uint32_t *place = map_get(&arguments->last, name);
        return place ? &list->items[*place] : NULL;
    }
    for (uint32_t i = list->count; i > 0; i--)
        if (text_equal(argument_name(arguments->resolver, &list->items[i - 1]), name))
            return &list->items[i - 1];
    return NULL;
}

static bool is_first(const Arguments *arguments, uint32_t index, Text name)
{
    const ArgumentList *list = arguments->attribute->arguments;
    if (list->count > FEW_ARGUMENTS)
        return map_get(&arguments->last, name) == NULL;
    for (uint32_t i = 0; i < index; i++)
        if (text_equal(argument_name(arguments->resolver, &list->items[i]), name))
            return false;
    return true;
}

static void report_repeated(Arguments *arguments)
{
    Resolver *resolver = arguments->resolver;
    const ArgumentList *list = arguments->attribute->arguments;
    if (list->count == 1)
        return;
    bool several_unnamed = false;
    if (list->count > FEW_ARGUMENTS)
        arguments->places = NEW_ARRAY(resolver->arguments, uint32_t, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        const Argument *argument = &list->items[i];
        Text name = argument_name(resolver, argument);
        if (!is_first(arguments, i, name)) {
            if (name.length == 0)
                several_unnamed = true;
            else
                diagnose_error(resolver->diagnostics, argument->span,
                               "the argument '%.*s' is there twice", TEXT_ARG(name));
        }
        if (arguments->places) {
            arguments->places[i] = i;
            map_set(&arguments->last, name, &arguments->places[i]);
        }
    }
    if (several_unnamed) {
        attribute_error(arguments, "only one argument may have no name");
        diagnose_hint(resolver->diagnostics, "put several fields into brackets: [a, b]");
    }
}

/* --- after it was read --- */

static bool is_taken(const Arguments *arguments, const Argument *argument)
{
    for (uint32_t i = 0; i < arguments->taken_count; i++)
        if (arguments->taken[i] == argument)
            return true;
    return false;
}

static void report_unused(Arguments *arguments)
{
    Resolver *resolver = arguments->resolver;
    const ArgumentList *list = arguments->attribute->arguments;
    if (arguments->taken_count == list->count)
        return;
    for (uint32_t i = 0; i < list->count && !arguments->discarded; i++) {
        const Argument *argument = &list->items[i];
        Text name = argument_name(resolver, argument);
        if (is_taken(arguments, argument) || find_last(arguments, name) != argument)
            continue;
        Text attribute = text_at(resolver, arguments->attribute->name);
        if (name.length > 0)
            diagnose_error(resolver->diagnostics, argument->span,
                           "'@%.*s' takes no argument '%.*s' here", TEXT_ARG(attribute),
                           TEXT_ARG(name));
        else
            diagnose_error(resolver->diagnostics, argument->span,
                           "'@%.*s' takes no argument without a name here", TEXT_ARG(attribute));
    }
}

/* --- sets of attributes --- */

static bool is_native_type(const AttributeRule *rule)
{
    return rule->name.data[0] == '.';
}

static bool has_dot(Text name)
{
    return memchr(name.data, '.', name.length) != NULL;
}

/* The place of the attribute's rule; that of the end when there is none. */
static uint32_t rule_of(Text name, const AttributeRule *rules)
{
    uint32_t i = 0;
    for (; rules[i].read; i++)
        if (rules[i].name.data[0] == name.data[0] ? text_equal(name, rules[i].name)
                                                  : is_native_type(&rules[i]) && has_dot(name))
            break;
    return i;
}

static void read_one(Resolver *resolver, const AstAttribute *attribute, const AttributeRule *rule,
                     const AttributeOwner *owner)
{
    /* Most attributes have no arguments, and nothing to check. */
    const ArgumentList *list = attribute->arguments;
    bool is_plain =
        !is_native_type(rule) && list->count + list->empty_count + list->trailing_comma.end > 0;
    if (is_plain && !check_arguments(resolver, attribute))
        return;
    ArenaMark mark = {0};
    if (list->count > 0)
        mark = arena_mark(resolver->arguments);
    Arguments arguments = {
        .resolver = resolver, .attribute = attribute, .last = MAP(resolver->arguments)};
    if (is_plain)
        report_repeated(&arguments);
    rule->read(&arguments, owner);
    if (is_plain)
        report_unused(&arguments);
    if (list->count > 0)
        arena_rewind(resolver->arguments, mark);
}

static void report_several(Resolver *resolver, const AstAttribute *attribute)
{
    Text name = text_at(resolver, attribute->name);
    diagnose_error(resolver->diagnostics, attribute->span, "'@%.*s' may be there once only",
                   TEXT_ARG(name));
}

/* Attributes, and the place of each one's rule. */
typedef struct AttributeSet {
    const AstAttribute *items;
    const uint32_t *rules;
    uint32_t count;
} AttributeSet;

/* All attributes of one rule. Of several native types, the first is no error, and the last counts.
 */
static void read_rule(Resolver *resolver, const AttributeSet *set, uint32_t place,
                      const AttributeRule *rule, const AttributeOwner *owner)
{
    uint32_t count = 0;
    uint32_t first = 0;
    uint32_t last = 0;
    for (uint32_t i = 0; i < set->count; i++) {
        if (set->rules[i] != place)
            continue;
        first = count++ == 0 ? i : first;
        last = i;
    }
    for (uint32_t i = first; i <= last; i++) {
        if (set->rules[i] != place)
            continue;
        if (count == 1 || rule->repeatable || (is_native_type(rule) && i == last))
            read_one(resolver, &set->items[i], rule, owner);
        if (count > 1 && !rule->repeatable && (!is_native_type(rule) || i > first))
            report_several(resolver, &set->items[i]);
    }
}

static void report_unknown(Resolver *resolver, const AstAttribute *attribute,
                           const AttributeRule *rules)
{
    Text name = text_at(resolver, attribute->name);
    diagnose_error(resolver->diagnostics, attribute->span, "'@%.*s' is not known here",
                   TEXT_ARG(name));
    for (; rules->read; rules++) {
        if (text_is_near(name, rules->name)) {
            diagnose_hint(resolver->diagnostics, "perhaps '@%.*s'", TEXT_ARG(rules->name));
            return;
        }
    }
}

/* `present` has a bit for each rule with an attribute. */
static void read_set(Resolver *resolver, const AttributeSet *set, uint32_t present,
                     const AttributeRule *rules, const AttributeOwner *owner)
{
    for (uint32_t place = 0; present >> place != 0; place++)
        if ((present >> place & 1) != 0 && rules[place].read)
            read_rule(resolver, set, place, &rules[place], owner);
    for (uint32_t i = 0; i < set->count; i++)
        if (!rules[set->rules[i]].read)
            report_unknown(resolver, &set->items[i], rules);
}

void attributes_read(Resolver *resolver, const AstAttribute *attributes, uint32_t count,
                     const AttributeRule *rules, const AttributeOwner *owner)
{
    uint32_t few[16];
    if (count == 0)
        return;
    ArenaMark mark = {0};
    uint32_t *places = few;
    if (count > sizeof few / sizeof few[0]) {
        mark = arena_mark(resolver->attributes);
        places = NEW_ARRAY(resolver->attributes, uint32_t, count);
    }
    uint32_t present = 0;
    for (uint32_t i = 0; i < count; i++) {
        places[i] = rule_of(text_at(resolver, attributes[i].name), rules);
        present |= 1u << places[i];
    }
    AttributeSet set = {attributes, places, count};
    read_set(resolver, &set, present, rules, owner);
    if (places != few)
        arena_rewind(resolver->attributes, mark);
}

/* --- taking arguments --- */

static const Expression *take(Arguments *arguments, const Argument *argument)
{
    if (!argument)
        return NULL;
    if (arguments->taken_count < ARGUMENTS_TAKEN_LIMIT)
        arguments->taken[arguments->taken_count++] = argument;
    return &argument->value;
}

const Argument *argument_find(Arguments *arguments, const char *name)
{
    /* Where all are taken, none is left: mostly so, and without a look at names. */
    if (arguments->taken_count >= arguments->attribute->arguments->count)
        return NULL;
    const Argument *argument = find_last(arguments, text_from(name));
    take(arguments, argument);
    return argument;
}

const Expression *argument_take(Arguments *arguments, const char *name)
{
    const Argument *argument = argument_find(arguments, name);
    return argument ? &argument->value : NULL;
}

const Expression *argument_take_main(Arguments *arguments, const char *name)
{
    const Argument *named = find_last(arguments, text_from(name));
    const Argument *unnamed = find_last(arguments, TEXT(""));
    take(arguments, named);
    take(arguments, unnamed);
    if (named && unnamed) {
        diagnose_error(arguments->resolver->diagnostics, named->span,
                       "the argument '%s' is there twice, once without its name", name);
        return NULL;
    }
    const Argument *argument = named ? named : unnamed;
    if (!argument) {
        attribute_error(arguments, "the argument '%s' is missing", name);
        return NULL;
    }
    return &argument->value;
}

const Expression *argument_take_main_if_any(Arguments *arguments, const char *name)
{
    const Argument *named = find_last(arguments, text_from(name));
    const Argument *unnamed = find_last(arguments, TEXT(""));
    take(arguments, named);
    take(arguments, unnamed);
    if (named && unnamed)
        return NULL;
    const Argument *argument = named ? named : unnamed;
    return argument ? &argument->value : NULL;
}
