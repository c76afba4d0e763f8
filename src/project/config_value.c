#include "project/config_value.h"

bool config_value(const ConfigText *value, Text path, Text *text, Error *error)
{
    *text = TEXT("");
    switch (value->state) {
    case CONFIG_ABSENT:
        return true;
    case CONFIG_SET:
        *text = value->value;
        return true;
    case CONFIG_MISSING_VARIABLE:
        fail(error, ERROR_D1005,
             "'%.*s' of the configuration file wants the environment variable '%.*s', which is "
             "not set",
             TEXT_ARG(value->key), TEXT_ARG(value->reason));
        error_hint(error, "set %.*s, or load the file that has it (import \"dotenv/config\")",
                   TEXT_ARG(value->reason));
        break;
    case CONFIG_WRONG_TYPE:
        fail(error, ERROR_D1003, "'%.*s' of the configuration file must be a text",
             TEXT_ARG(value->key));
        break;
    case CONFIG_UNREADABLE:
        fail(error, ERROR_D1004,
             "'%.*s' of the configuration file cannot be computed without running it: %.*s",
             TEXT_ARG(value->key), TEXT_ARG(value->reason));
        error_hint(error, "write it as a text, env(\"NAME\"), process.env.NAME or a path; or give "
                          "it on the command line (--schema, --url)");
        break;
    }
    error->file = path;
    error->line = value->line;
    error->column = value->column;
    return false;
}
