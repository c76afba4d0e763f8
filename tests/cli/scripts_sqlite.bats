#!/usr/bin/env bats
# Scripts on SQLite: what only its histories hold, above all tables that are rebuilt.

load helper

# applied: the deployment succeeds.
applied() {
  dunlin migrate deploy
  ends 0
}

@test "sqlite: string literals in double quotes" {
  on_sqlite
  migration 1_quotes 'CREATE TABLE t (a TEXT DEFAULT "none", b TEXT CHECK (b <> "bad"));' \
    'INSERT INTO t (b) VALUES ("good");' 'UPDATE t SET a = "text" WHERE b = "good";'
  applied
  is "$(sql 'SELECT a, b FROM t')" "text|good"
}

rebuilds_without_losing_children() { # LINE-BEFORE LINE-AFTER
  migration 1_init 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT);' \
    'CREATE TABLE "Post" ("id" INTEGER PRIMARY KEY, "userId" INTEGER NOT NULL,
     CONSTRAINT "Post_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE);' \
    'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY, "userId" INTEGER REFERENCES "User" ("id") ON DELETE SET NULL);'
  applied
  sql 'INSERT INTO "User" VALUES (1, NULL), (2, NULL); INSERT INTO "Post" VALUES (1, 1), (2, 2), (3, 2);
       INSERT INTO "Note" VALUES (1, 2)'
  migration 2_rebuild '-- RedefineTables' "$1" \
    'CREATE TABLE "new_User" ("id" INTEGER NOT NULL PRIMARY KEY, "email" TEXT NOT NULL DEFAULT '"''"');' \
    'INSERT INTO "new_User" ("id") SELECT "id" FROM "User";' 'DROP TABLE "User";' \
    'ALTER TABLE "new_User" RENAME TO "User";' "$2"
  applied
  is "$(sql 'SELECT count(*) FROM "Post"')" 3
  is "$(sql 'SELECT "userId" FROM "Note"')" 2
  is "$(sql 'SELECT count(*) FROM "User"')" 2
  is "$(sql 'PRAGMA foreign_key_check')" ""
  is "$(sql "SELECT count(*) FROM pragma_foreign_key_list('Post') WHERE \"table\" = 'User'")" 1
}

@test "sqlite: a rebuilt table keeps its children's rows (PRAGMA foreign_keys)" {
  on_sqlite
  rebuilds_without_losing_children 'PRAGMA foreign_keys=OFF;' 'PRAGMA foreign_keys=ON;'
}

@test "sqlite: a rebuilt table keeps its children's rows (PRAGMA defer_foreign_keys too)" {
  on_sqlite
  rebuilds_without_losing_children 'PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;' \
    'PRAGMA foreign_key_check; PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;'
}

@test "sqlite: a rebuilt table keeps its children's rows (no pragma at all)" {
  on_sqlite
  rebuilds_without_losing_children '-- none' '-- none'
}

@test "sqlite: a rebuilt table keeps its children's rows (defer_foreign_keys alone)" {
  on_sqlite
  rebuilds_without_losing_children 'PRAGMA defer_foreign_keys=ON;' 'PRAGMA defer_foreign_keys=OFF;'
}

@test "sqlite: a rebuilt table keeps its children's rows (in a transaction of the script)" {
  on_sqlite
  rebuilds_without_losing_children 'PRAGMA foreign_keys=OFF; BEGIN;' 'COMMIT; PRAGMA foreign_keys=ON;'
}

# keeps_children LINE …: a second migration rebuilds "p" in this way; the row of "c" must stay.
keeps_children() {
  migration 1_init 'CREATE TABLE "p" (id INTEGER PRIMARY KEY);' \
    'CREATE TABLE "c" (p INTEGER REFERENCES "p" (id) ON DELETE CASCADE);' \
    'INSERT INTO "p" VALUES (1);' 'INSERT INTO "c" VALUES (1);'
  migration 2_rebuild "$@"
  applied
  is "$(sql 'SELECT count(*) FROM p')" 1
  is "$(sql 'SELECT p FROM c')" 1
}

@test "sqlite: a rebuilt table keeps its children's rows (the old one is renamed first)" {
  on_sqlite
  keeps_children 'ALTER TABLE "p" RENAME TO "_p_old";' 'CREATE TABLE "p" (id INTEGER PRIMARY KEY, n TEXT);' \
    'INSERT INTO "p" (id) SELECT id FROM "_p_old";' 'DROP TABLE "_p_old";'
}

@test "sqlite: a rebuilt table keeps its children's rows (through a copy)" {
  on_sqlite
  keeps_children 'CREATE TABLE "copy" AS SELECT * FROM "p";' 'DROP TABLE "p";' \
    'CREATE TABLE "p" (id INTEGER PRIMARY KEY, n TEXT);' 'INSERT INTO "p" (id) SELECT id FROM "copy";' 'DROP TABLE "copy";'
}

@test "sqlite: a rebuilt table keeps its children's rows (other quotes and spellings)" {
  on_sqlite
  keeps_children 'pragma main.foreign_keys(0);' 'create table `new_p` (id INTEGER PRIMARY KEY, n TEXT);' \
    'insert into [new_p] (id) select id from p;' 'drop table if exists main.p;' 'alter table main.`new_p` rename to P;' \
    'pragma foreign_keys = yes;'
}

@test "sqlite: a rebuild that fails half way leaves the table and its children" {
  on_sqlite
  migration 1_init 'CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT);' \
    'CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE);' \
    "INSERT INTO p VALUES (1, 'x');" 'INSERT INTO c VALUES (1);'
  migration 2_rebuild 'PRAGMA foreign_keys=OFF;' 'CREATE TABLE new_p (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);' \
    'INSERT INTO new_p SELECT id, n FROM p;' 'DROP TABLE p;' 'ALTER TABLE new_p RENAME TO p;' \
    'INSERT INTO missing VALUES (1);' 'PRAGMA foreign_keys=ON;'
  dunlin migrate deploy
  ends 1 P3018
  is "$(tables)" "c p"
  is "$(sql 'SELECT * FROM p, c')" "1|x|1"
}

@test "sqlite: a table that is dropped for good takes its children's rows along, as it is asked" {
  on_sqlite
  migration 1_init 'CREATE TABLE p (id INTEGER PRIMARY KEY);' 'CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE);' \
    'INSERT INTO p VALUES (1);' 'INSERT INTO c VALUES (1);'
  migration 2_delete 'DELETE FROM p;'
  applied
  is "$(sql 'SELECT count(*) FROM c')" 0
}

@test "sqlite: VACUUM and a journal mode, which cannot be in a transaction" {
  on_sqlite
  migration 1_mode 'CREATE TABLE t (id INTEGER);' 'PRAGMA journal_mode=WAL;' 'VACUUM;' 'CREATE TABLE u (id INTEGER);'
  applied
  is "$(tables)" "t u"
  is "$(sql 'PRAGMA journal_mode')" wal
}
