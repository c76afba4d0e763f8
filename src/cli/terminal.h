/* What standard input, output and error are, and whether somebody sits there. */
#ifndef DUNLIN_CLI_TERMINAL_H
#define DUNLIN_CLI_TERMINAL_H

#include "base/environment.h"

/* Colours on a descriptor: a terminal that is not "dumb", unless NO_COLOR is set; FORCE_COLOR wants
 * them anywhere. */
bool terminal_has_colors(const Environment *environment, int descriptor);

/* The columns of the terminal behind a descriptor; what COLUMNS says, or 120, where there is none.
 */
size_t terminal_width(const Environment *environment, int descriptor);

/* Can a question be asked? Standard input is a terminal, TERM is not "dumb", and no variable of a
 * CI system is set. */
bool terminal_can_prompt(const Environment *environment);

#endif
