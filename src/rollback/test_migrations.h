/* Proving that migrations can be taken back: on a scratch database with rows, each goes up, down
 * and up again, and the database before and behind it is compared, down to each row. */
#ifndef DUNLIN_ROLLBACK_TEST_MIGRATIONS_H
#define DUNLIN_ROLLBACK_TEST_MIGRATIONS_H

#include "history/folder.h"
#include "rollback/database_state.h"
#include "rollback/generate_rows.h"
#include "rollback/scratch.h"

typedef enum TestVerdict {
    TEST_EXACT,        /* everything is as before */
    TEST_INEXACT,      /* all rows are, but not everything of the schema */
    TEST_LOSES_DATA,   /* rows or values are not as before */
    TEST_IRREVERSIBLE, /* it cannot be taken back, or not go up again then */
} TestVerdict;

/* What came of one migration. Everything lives in the arena of the test. */
typedef struct MigrationTest {
    Text name;
    TestVerdict verdict;
    Text reason;                /* why it is irreversible, or empty */
    StateDifference difference; /* between before and after going up and down */
    TextList again;             /* in what the schema differs after going up again */
    TextList said;              /* beforehand: what cannot be put back, a line each */
    bool has_no_script;         /* that is why it is irreversible */
    bool is_foretold;           /* it was said beforehand that it might not be exact */
    int64_t rows;               /* that were in the database */
    size_t generated;           /* of them, for this migration */
    /* Rows that were there made it fail, so it was tested without any: why; or empty. */
    Text without_rows;
    LIST_OF(RowRefusal) refusals; /* tables that could not get all the rows */
    int64_t milliseconds;
} MigrationTest;

typedef struct MigrationTestList {
    LIST_OF(MigrationTest) tests;
    size_t counts[TEST_IRREVERSIBLE + 1];
    size_t unforetold; /* that are not exact, and nothing said so */
} MigrationTestList;

typedef struct TestRequest {
    MigrationsFolder *folder;
    const DescribeRequest *describe;
    size_t rows; /* for each table; 0: none are generated */
    uint64_t seed;
    Text only;   /* the name of the migration that is tested; empty: no matter */
    size_t last; /* only so many, the last ones; 0: all */
    void *context;
    /* Told of each, or NULL. */
    void (*tested)(void *context, const MigrationTest *test);
} TestRequest;

/* "exact", "inexact", "loses data", "irreversible". */
const char *test_verdict_word(TestVerdict verdict);

/* Tests them, one after the other; those before the ones that are tested are only applied, and
 * those that are applied to the scratch database already are passed over. P3017 when there is no
 * migration of the name that is asked for, P3006 when one does not go up even on empty tables, and
 * whatever ends the connection. */
bool test_migrations(Arena *arena, Scratch *scratch, const TestRequest *request,
                     MigrationTestList *results, Error *error);

#endif
