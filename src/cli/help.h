/* Help texts, made from the table of commands. */
#ifndef DUNLIN_CLI_HELP_H
#define DUNLIN_CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

/* The list of all commands, or of those whose first word is `group` (empty: all). */
void help_overview(FILE *out, Text group);

/* The help of one command. */
void help_command(FILE *out, const Command *command);

#endif
