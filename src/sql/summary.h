/* What steps change, for people. */
#ifndef DUNLIN_SQL_SUMMARY_H
#define DUNLIN_SQL_SUMMARY_H

#include "base/buffer.h"
#include "sql/steps.h"

/* Appends the summary: a line for everything that comes, goes or changes. */
void summary_write(const Steps *steps, Buffer *out);

#endif
