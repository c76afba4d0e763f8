/* What is in a database, as far as a backup of it is judged by that: its history, its tables with
 * their rows, and its schema. */
#ifndef DUNLIN_ROLLBACK_BACKUP_CONTENT_H
#define DUNLIN_ROLLBACK_BACKUP_CONTENT_H

#include "database/database.h"

typedef struct BackupTable {
    Text name_space; /* empty where there are none */
    Text name;
    int64_t rows;
} BackupTable;
typedef LIST_OF(BackupTable) BackupTables;

typedef struct BackupContent {
    Text head;        /* the last applied migration, or empty */
    size_t applied;   /* how many are */
    Text history_key; /* see drift/history_key.h; empty: there is no history */
    BackupTables tables;
    int64_t rows; /* of all tables */
    Text schema;  /* a snapshot, with all objects and nothing else */
} BackupContent;

/* Reads all of it. Inside a transaction, it is that transaction's. */
bool backup_content_read(Arena *arena, Database *database, BackupContent *content, Error *error);

/* Compares what a backup should hold with what it was restored to. With `schema`, also the schemas:
 * the servers must then be of the same version. D1046 tells the first differences. */
bool backup_content_check(Arena *arena, const BackupContent *expected, const BackupContent *actual,
                          bool schema, Error *error);

/* Which database it is: told by where it is, and by its history. */
typedef struct BackupIdentity {
    Text server;  /* PostgreSQL: the number that the server was given when it was made, or empty */
    Text place;   /* its name there; SQLite: the path of the file */
    Text history; /* the id of the first row of its history; or empty */
} BackupIdentity;

typedef enum BackupKinship {
    KINSHIP_SAME,
    KINSHIP_COPY,  /* it has the same history, and is elsewhere */
    KINSHIP_OTHER, /* nothing speaks for it */
} BackupKinship;

bool backup_identity_read(Arena *arena, Database *database, BackupIdentity *identity, Error *error);

BackupKinship backup_identity_compare(const BackupIdentity *a, const BackupIdentity *b);

#endif
