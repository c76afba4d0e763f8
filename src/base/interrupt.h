/* Ctrl-C and SIGTERM, noted by a signal handler and looked at where work can stop cleanly. */
#ifndef DUNLIN_BASE_INTERRUPT_H
#define DUNLIN_BASE_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM only make a note. A second one ends the process at once. */
void interrupt_install(void);

bool interrupt_requested(void);

/* While this is on, nothing is said to be requested: for clearing up, which must not be stopped
 * half way. A second signal ends the process all the same. Returns how it was. */
bool interrupt_hold(bool on);

#endif
