/* The values that a configuration module computes. A value that cannot be known without running the
 * file is a value, too: it says why, and spreads only to what depends on it. */
#ifndef DUNLIN_PROJECT_CONFIG_MODULE_VALUE_H
#define DUNLIN_PROJECT_CONFIG_MODULE_VALUE_H

#include "base/map.h"
#include "project/config_module/tree.h"

typedef enum ScriptKind {
    SCRIPT_UNDEFINED,
    SCRIPT_NULL,
    SCRIPT_BOOLEAN,
    SCRIPT_NUMERIC,
    SCRIPT_TEXT,
    SCRIPT_OBJECT,
    SCRIPT_ARRAY,
    SCRIPT_FUNCTION,    /* of the file */
    SCRIPT_NATIVE,      /* of ours, in place of a library's */
    SCRIPT_MODULE,      /* text: its name */
    SCRIPT_ENVIRONMENT, /* process.env */
    SCRIPT_UNKNOWN,     /* text: what could not be computed */
    SCRIPT_MISSING,     /* env("X") of a variable that is not set; text: its name */
} ScriptKind;

typedef struct ScriptValue ScriptValue;
typedef struct Script Script;
typedef struct ScriptScope ScriptScope;
typedef LIST_OF(const ScriptValue *) ScriptValues;

/* A call of a function of ours. */
typedef struct ScriptCall {
    const ScriptValue *self; /* what stands before the dot; may be NULL */
    const ScriptValue *const *arguments;
    size_t count;
    size_t offset;
} ScriptCall;
typedef const ScriptValue *ScriptNative(Script *script, const ScriptCall *call);

typedef struct ScriptProperty {
    Text name;
    const ScriptValue *value;
    size_t offset; /* where it was written */
    bool is_getter;
} ScriptProperty;

typedef struct ScriptObject {
    Map properties;             /* name to ScriptProperty * */
    const ScriptValue *unknown; /* a spread that may hold any other key, or NULL */
    bool is_url;                /* made by new URL() */
} ScriptObject;

struct ScriptValue {
    ScriptKind kind;
    bool boolean;
    double number;
    Text text;
    size_t offset; /* SCRIPT_UNKNOWN, SCRIPT_MISSING: where */
    ScriptObject *object;
    ScriptValues *array;
    const ScriptNode *function;
    ScriptScope *scope; /* in which the function was made */
    ScriptNative *native;
    const ScriptValue *self; /* of a method of ours: what it belongs to */
};

extern const ScriptValue script_undefined;
extern const ScriptValue script_null;
extern const ScriptValue script_true;
extern const ScriptValue script_false;

/* True for SCRIPT_UNKNOWN and SCRIPT_MISSING. */
bool script_is_unknown(const ScriptValue *value);

/* Undefined or null. */
bool script_is_nothing(const ScriptValue *value);

/* What `if` makes of a value that is not unknown. */
bool script_is_true(const ScriptValue *value);

const ScriptValue *script_boolean(bool value);
const ScriptValue *script_text(Arena *arena, Text text);
const ScriptValue *script_numeric(Arena *arena, double number);
const ScriptValue *script_native(Arena *arena, ScriptNative *native, const ScriptValue *self);
const ScriptValue *script_module(Arena *arena, Text name);

/* `reason` reads like "a call of 'f'". */
const ScriptValue *script_unknown(Arena *arena, size_t offset, Text reason);

ScriptValue *script_object(Arena *arena);
ScriptValue *script_array(Arena *arena);

/* The property, or NULL. Sees nothing of an unknown spread. */
const ScriptProperty *script_property(const ScriptValue *object, Text name);

void script_set(const ScriptValue *object, Text name, const ScriptValue *value, size_t offset);
void script_set_getter(const ScriptValue *object, Text name, const ScriptValue *function,
                       size_t offset);

/* From here on any key may have any value, as after a spread of something unknown. */
void script_make_unknown(const ScriptValue *object, const ScriptValue *unknown);

/* The text that a template or a String() makes of a value; unknown for what has none here. */
const ScriptValue *script_to_text(Script *script, const ScriptValue *value, size_t offset);

/* `===` of two values that are not unknown. */
bool script_same(const ScriptValue *a, const ScriptValue *b);

#endif
