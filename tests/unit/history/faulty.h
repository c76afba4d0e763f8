/* A database whose client fails at a chosen call, wrapped around one that works. */
#ifndef DUNLIN_TESTS_UNIT_FAULTY_H
#define DUNLIN_TESTS_UNIT_FAULTY_H

#include "database/database.h"

typedef enum FaultKind {
    LOST_BEFORE,  /* the connection breaks, and nothing of the call was done */
    LOST_BETWEEN, /* ... and half of the statements were done */
    LOST_AFTER,   /* ... and all of it was done, but the answer was lost */
    DISK_FULL,    /* the call fails, nothing of it was done, and the connection goes on */
} FaultKind;

typedef struct FaultyDatabase {
    Database base;
    Database *inner;
    FaultKind kind;
    size_t fail_at; /* the number of the call, from 1 */
    size_t calls;
    bool lost;
} FaultyDatabase;

/* The caller closes `inner`, which also ends what a lost connection had begun. */
FaultyDatabase *faulty_new(Arena *arena, Database *inner, FaultKind kind, size_t fail_at);

#endif
