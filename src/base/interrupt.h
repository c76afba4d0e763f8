/* Ctrl-C and SIGTERM, noted by a signal handler and looked at where work can stop cleanly. */
#ifndef DUNLIN_BASE_INTERRUPT_H
#define DUNLIN_BASE_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM only make a note. A second one ends the process at once. */
void interrupt_install(void);

bool interrupt_requested(void);

#endif
