#include "psl/reserved_names.h"

static const char *const reserved_names[] = {
    "PrismaClient", "async",      "await",    "break",   "case",       "catch",     "class",
    "const",        "continue",   "debugger", "default", "delete",     "do",        "else",
    "enum",         "export",     "extends",  "false",   "finally",    "for",       "function",
    "if",           "implements", "import",   "in",      "instanceof", "interface", "let",
    "new",          "null",       "package",  "private", "protected",  "public",    "return",
    "super",        "switch",     "this",     "throw",   "true",       "try",       "typeof",
    "using",        "var",        "void",     "while",   "with",       "yield",
};

bool name_is_reserved(Text name)
{
    for (size_t i = 0; i < sizeof reserved_names / sizeof reserved_names[0]; i++)
        if (name.length && name.data[0] == reserved_names[i][0] && text_is(name, reserved_names[i]))
            return true;
    return false;
}
