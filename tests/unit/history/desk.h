/* A developer's SQLite database and migrations, in the folder of a test's scene. */
#ifndef DUNLIN_TESTS_UNIT_DESK_H
#define DUNLIN_TESTS_UNIT_DESK_H

#include "history/dev.h"
#include "place.h"
#include "support.h"

typedef struct Desk {
    Scene *scene;
    Database *database;
    MigrationsFolder *folder;
    ReplayRequest replay_request;
    DescribeRequest describe;
    Replay *replay;
    DevDiagnosis found;
} Desk;

DevRequest desk_request(const Desk *desk);

/* Reads the folder anew and diagnoses. */
void desk_look(Desk *desk);

/* Two migrations that are applied, and a look at them. */
Desk *desk_two_applied(Scene *scene);

void desk_leave(Desk *desk);

/* The kinds of the reasons, a letter each: Failed, Edited, Drift, Missing, diverged (V). */
void assert_reasons(Desk *desk, const char *letters);

#endif
