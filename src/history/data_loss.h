/* What steps do to the data of a live database: the findings of sql/findings.h that hold for the
 * rows that are there. */
#ifndef DUNLIN_HISTORY_DATA_LOSS_H
#define DUNLIN_HISTORY_DATA_LOSS_H

#include "database/database.h"
#include "sql/findings.h"

/* Counts rows and values, and keeps the findings that hold, with their numbers. Only reads, in as
 * few queries as possible. The database has what the steps begin with; else the error is the one
 * that it answers with. */
bool data_loss_find(Arena *arena, Database *database, const Steps *steps, Findings *findings,
                    Error *error);

/* The number of findings that are warnings, or that make a step impossible. */
size_t data_loss_count(const Findings *findings, bool unexecutable);

#endif
