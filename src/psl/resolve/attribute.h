/* How attributes are read: which ones there may be, how often, and which arguments they take. */
#ifndef DUNLIN_PSL_RESOLVE_ATTRIBUTE_H
#define DUNLIN_PSL_RESOLVE_ATTRIBUTE_H

#include "psl/resolve/resolver.h"

#define ARGUMENTS_TAKEN_LIMIT 12

/* The arguments of one attribute while they are read. What nobody has taken at the end is reported.
 */
typedef struct Arguments {
    Resolver *resolver;
    const AstAttribute *attribute;
    Map last; /* of many arguments: name to the place of the last one of that name */
    uint32_t *places;
    const Argument *taken[ARGUMENTS_TAKEN_LIMIT];
    uint32_t taken_count;
    bool discarded; /* nobody is interested in the rest */
} Arguments;

/* Whose attributes are read. */
typedef struct AttributeOwner {
    Model *model;     /* of a model's or a field's attribute */
    Field *field;     /* of a field's */
    Enum *item;       /* of an enum's */
    EnumValue *value; /* of a value's */
} AttributeOwner;

typedef struct AttributeRule {
    Text name;
    void (*read)(Arguments *arguments, const AttributeOwner *owner);
    bool repeatable;
} AttributeRule;

/* A rule as an item of a table. */
#define RULE(name, read, repeatable) \
    { \
        {name, sizeof(name) - 1}, read, repeatable \
    }
#define END_OF_RULES RULE("", NULL, false)

/* Reads the attributes in the order of the rules, the last of which is END_OF_RULES. Reports
 * repeated ones, and those without a rule. A rule named "." stands for all names with a dot in
 * them, such as "db.Text". */
void attributes_read(Resolver *resolver, const AstAttribute *attributes, uint32_t count,
                     const AttributeRule *rules, const AttributeOwner *owner);

/* The argument of that name, or NULL, and its value. Both count as taking it. */
const Argument *argument_find(Arguments *arguments, const char *name);
const Expression *argument_take(Arguments *arguments, const char *name);

/* The same of one whose name may be left out; reports it when it is missing, or there twice. */
const Expression *argument_take_main(Arguments *arguments, const char *name);

/* The same, silently: NULL as well when it is missing. */
const Expression *argument_take_main_if_any(Arguments *arguments, const char *name);

/* Reports an error of the attribute as a whole. */
#define attribute_error(arguments, ...) \
    diagnose_error((arguments)->resolver->diagnostics, (arguments)->attribute->span, __VA_ARGS__)

/* Values; each reports an expression that is something else and returns false, as the first does
 * for any. */
bool expression_mismatch(Resolver *resolver, const Expression *expression, const char *expected);
bool expression_string(Resolver *resolver, const Expression *expression, Text *value);
bool expression_constant(Resolver *resolver, const Expression *expression, Text *value);
bool expression_integer(Resolver *resolver, const Expression *expression, int64_t *value);
bool expression_bool(Resolver *resolver, const Expression *expression, bool *value);

/* `name:` as a string that is not empty; data is NULL when it was not written or is wrong. */
Text argument_take_name(Arguments *arguments, const char *name);

/* `sort:`, `length:` and `clustered:` of ids, uniques and indexes. */
SortOrder argument_take_sort(Arguments *arguments);
int64_t argument_take_length(Arguments *arguments);
Clustering argument_take_clustered(Arguments *arguments);

#endif
