/* Evaluating a configuration module: what the files of the evaluator share. Nothing here fails:
 * what cannot be computed is a value that says so. */
#ifndef DUNLIN_PROJECT_CONFIG_MODULE_EVALUATE_H
#define DUNLIN_PROJECT_CONFIG_MODULE_EVALUATE_H

#include "base/environment.h"
#include "project/config_module/text.h"
#include "project/config_module/value.h"

struct ScriptScope {
    ScriptScope *parent;
    Map variables; /* name to const ScriptValue * */
};

struct Script {
    Arena *arena;
    Text source;
    const ScriptTokens *tokens;
    Text path;           /* of the file, absolute */
    Text working_folder; /* absolute */
    Environment *environment;
    Map uncertain;             /* variables of the environment that code sets that is not
                                  understood: name to const ScriptValue * */
    const ScriptValue *open;   /* why the environment may hold more than is known, or NULL */
    const ScriptValue *module; /* CommonJS: `module`, and its exports at first */
    const ScriptValue *exports;
    const ScriptValue *default_export; /* NULL: none yet */
    TextList *warnings;
    size_t misses; /* env() of a missing variable and the like, which would throw */
    unsigned depth;
    size_t steps; /* left */
    size_t bytes; /* left for computed texts */
};

typedef enum ScriptCompletion { SCRIPT_NORMAL, SCRIPT_RETURNED, SCRIPT_THREW } ScriptCompletion;

/* Runs a whole file. The exports are in `script` afterwards. */
void script_run(Script *script, const ScriptNode *program);

const ScriptValue *script_evaluate(Script *script, ScriptScope *scope, const ScriptNode *node);
ScriptCompletion script_execute(Script *script, ScriptScope *scope, const ScriptNode *node,
                                const ScriptValue **result);

/* Calls a function; unknown when that cannot be done. `name` is for the reason and may be empty. */
const ScriptValue *script_call(Script *script, const ScriptValue *function, const ScriptCall *call,
                               Text name);

/* `object.name`. */
const ScriptValue *script_member(Script *script, const ScriptValue *object, Text name,
                                 size_t offset);
const ScriptValue *script_index(Script *script, const ScriptValue *object, const ScriptValue *index,
                                size_t offset);

/* A variable, or one of the names that are always there; NULL when there is none. */
const ScriptValue *script_lookup(Script *script, const ScriptScope *scope, Text name);
void script_declare(ScriptScope *scope, Text name, const ScriptValue *value);

ScriptScope *script_new_scope(Script *script, ScriptScope *parent);

/* Declares the names of a pattern with the parts of a value. */
void script_bind(Script *script, ScriptScope *scope, const ScriptNode *pattern,
                 const ScriptValue *value);

const ScriptValue *script_assign(Script *script, ScriptScope *scope, const ScriptNode *node);
const ScriptValue *script_binary(Script *script, Text operation, const ScriptValue *a,
                                 const ScriptValue *b, size_t offset);
const ScriptValue *script_unary(Script *script, Text operation, const ScriptValue *value,
                                size_t offset);

/* Marks what the tokens assign as unknown, because `why` is. */
void script_forget(Script *script, ScriptScope *scope, const ScriptNode *node,
                   const ScriptValue *why);

/* True when `return` stands among the tokens of the node. */
bool script_has_return(Script *script, const ScriptNode *node);

/* An unknown value with a reason made like by printf. */
const ScriptValue *script_unknown_format(Script *script, size_t offset, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Takes from the budgets; false when nothing is left. */
bool script_spend_steps(Script *script, size_t steps);
bool script_spend_bytes(Script *script, size_t bytes);

/* `{...from}`: adds the properties of `from` to an object. */
void script_spread(Script *script, const ScriptValue *target, const ScriptValue *from);

/* Two texts as one, within the budget. */
const ScriptValue *script_concat(Script *script, Text a, Text b, size_t offset);

/* An argument of a call; undefined when it was not given. */
const ScriptValue *script_argument(const ScriptCall *call, size_t index);

/* ---- the libraries that are known ---- */

/* What `name` of a known module is; NULL when it is not known. */
ScriptNative *script_library(Text module, Text name);
bool script_is_library(Text module);

/* What the module of an import or a require() stands for, after running what it does when it is
 * loaded. */
const ScriptValue *script_import(Script *script, Text module, size_t offset);

/* The module's name without "node:". */
Text script_module_name(Text module);

ScriptNative *script_text_method(Text name);
ScriptNative *script_array_method(Text name);

ScriptNative script_array_join;
ScriptNative script_path_join, script_path_resolve, script_path_dirname, script_path_basename,
    script_path_extname, script_path_normalize, script_path_is_absolute;
ScriptNative script_url_to_path, script_path_to_url, script_new_url;
ScriptNative script_load_dotenv, script_expand_dotenv, script_load_env_file, script_load_next_env;

/* `import "dotenv/config"`, which takes its options from the environment. */
const ScriptValue *script_import_dotenv(Script *script, size_t offset);

/* "file://" and the path, with escapes. */
Text script_file_url(Arena *arena, Text path);

/* Every byte that is no letter or digit and not in `kept` as "%XX". */
Text script_percent_encode(Arena *arena, Text text, const char *kept);

#endif
