#!/usr/bin/env bats
# dunlin migrate recover: what of a failed migration is in the database, and the ways out of it.

load helper

good=20240101000000_init
bad=20240102000000_bad

# fails_with_half MODE: a migration that fails at its fourth statement, in this mode.
fails_with_half() {
  migration $good 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT);'
  dunlin migrate deploy
  sql "INSERT INTO \"User\" VALUES (1, 'a'), (2, 'a')"
  migration $bad 'CREATE TABLE "Half" ("id" INTEGER PRIMARY KEY);' \
    'ALTER TABLE "User" ADD COLUMN "name" TEXT;' \
    'UPDATE "User" SET "email" = '"'b'"' WHERE "id" = 1 AND "email" = '"'c'"';' \
    'CREATE UNIQUE INDEX "User_email_key" ON "User"("email");' \
    'CREATE TABLE "After" ("id" INTEGER PRIMARY KEY);'
  DUNLIN_SCRIPT_MODE=$1 dunlin migrate deploy
  ends 1 P3018
}

# The row as Prisma leaves it: its log does not say how far it came.
as_prisma() {
  sql "UPDATE _prisma_migrations SET logs = 'A migration failed to apply.' WHERE finished_at IS NULL"
}

states() {
  grep -o '"state": "[a-zA-Z]*"' "$BATS_TEST_TMPDIR/stdout" | cut -d '"' -f 4 | paste -sd ' '
}

clean() {
  dunlin migrate status --strict
  ends 0
  dunlin migrate check
  ends 0
}

# ---- explaining ----

explained() {
  fails_with_half statements
  local before
  before=$(fingerprint)
  dunlin migrate recover --json
  is "$status" 1
  is_document
  is "$(json '$.migration')" $bad
  is "$(states)" "done done done notDone notDone"
  is "$(json '$.ways[0].possible')" 0
  is "$(json '$.ways[1].possible')" 1
  is "$(json '$.ways[2].possible')" 1
  dunlin migrate recover
  is "$status" 1
  has "$output" finish
  as_prisma
  dunlin migrate recover --dry-run --json
  is "$status" 1
  is "$(states)" "done done unknown notDone notDone"
  is "$(json '$.inPlaceAtLeast') $(json '$.inPlaceAtMost')" "2 3"
  is "$(json '$.ways[1].possible')" 0
  dunlin migrate recover --strategy finish
  ends 1 D1048
  dunlin migrate recover --strategy retry
  ends 1 D1048
  [ "$database" = sqlite ] || is "$(fingerprint)" "$before"
}

@test "recover: what is in place, statement by statement (SQLite)" {
  on_sqlite
  explained
}

@test "recover: what is in place, statement by statement (PostgreSQL)" {
  on_postgres
  explained
}

@test "recover: nothing has failed" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  dunlin migrate recover
  ends 0
  dunlin migrate recover --strategy never
  ends 1 D1001
  dunlin migrate recover --strategy restore
  ends 1 D1001
}

# ---- the ways ----

retried() {
  fails_with_half atomic
  dunlin migrate recover --json
  is "$(states)" "notDone notDone notDone notDone notDone"
  sql "DELETE FROM \"User\" WHERE id = 2"
  dunlin migrate recover --strategy retry --json
  ends 0
  is_document
  is "$(json '$.done')" retry
  is "$(json '$.applied[0].name')" $bad
  is "$(tables)" "After Half User"
  clean
}

@test "recover: nothing took effect: marked and run again (SQLite)" {
  on_sqlite
  retried
}

@test "recover: nothing took effect: marked and run again (PostgreSQL)" {
  on_postgres
  retried
}

finished() {
  fails_with_half statements
  dunlin migrate recover --strategy finish
  ends 1 P3018 # the cause is still there
  is "$(history | tail -1)" "$bad|failed|0|text"
  sql "DELETE FROM \"User\" WHERE id = 2"
  as_prisma
  dunlin migrate recover --strategy finish --from 1
  ends 1 D1048
  dunlin migrate recover --strategy finish --from 4
  ends 0
  is "$(history)" "$good|applied|1|null
$bad|applied|1|null"
  is "$(tables)" "After Half User"
  clean
}

@test "recover: the rest is run (SQLite)" {
  on_sqlite
  finished
}

@test "recover: the rest is run (PostgreSQL)" {
  on_postgres
  finished
}

undone() {
  fails_with_half statements
  sql "CREATE TABLE \"Elsewhere\" (id INTEGER)"
  dunlin migrate recover --strategy undo
  ends 1 D1049 # what statement 3 has written stays
  dunlin migrate recover --strategy undo --accept-data-loss
  ends 0
  is "$(tables)" "Elsewhere User"
  sql 'DROP TABLE "Elsewhere"'
  is "$(sql 'SELECT * FROM "User" ORDER BY id')" "1|a
2|a"
  is "$(history | tail -1)" "$bad|rolled back|0|text"
  clean_but_pending
  sql "DELETE FROM \"User\" WHERE id = 2"
  dunlin migrate deploy
  ends 0
  clean
}

clean_but_pending() {
  dunlin migrate status --json
  is "$(json '$.status')" pending
  dunlin migrate check
  ends 0
}

@test "recover: what took effect is taken back (SQLite)" {
  on_sqlite
  undone
}

@test "recover: what took effect is taken back (PostgreSQL)" {
  on_postgres
  undone
}

@test "recover: an undo that would lose rows says so" {
  on_postgres
  fails_with_half statements
  sql "INSERT INTO \"Half\" VALUES (1), (2)"
  dunlin migrate recover --strategy undo
  ends 1 D1049
  has "$errors" "Half goes with 2 rows"
  is "$(sql 'SELECT count(*) FROM "Half"')" 2
}

@test "recover: an undo does not leave rows that refer to nothing (SQLite)" {
  on_sqlite
  migration $good 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT);' \
    'CREATE TABLE "Post" ("id" INTEGER PRIMARY KEY, "user" INTEGER REFERENCES "User" ("id"));'
  dunlin migrate deploy
  sql "INSERT INTO \"User\" VALUES (1, 'a'), (2, 'a')"
  migration $bad 'CREATE TABLE "new_Post" ("id" INTEGER PRIMARY KEY, "user" INTEGER);' \
    'DROP TABLE "Post";' 'ALTER TABLE "new_Post" RENAME TO "Post";' \
    'CREATE UNIQUE INDEX "User_email_key" ON "User"("email");'
  DUNLIN_SCRIPT_MODE=statements dunlin migrate deploy
  ends 1 P3018
  sql 'INSERT INTO "Post" VALUES (1, 9)'
  dunlin migrate recover --strategy undo --accept-data-loss
  ends 1 D1048
  has "$errors" "1 of them refer"
  is "$(sql 'SELECT count(*) FROM pragma_foreign_key_list('"'Post'"')')" 0
  sql 'DELETE FROM "Post"'
  dunlin migrate recover --strategy undo --accept-data-loss
  ends 0
  is "$(sql 'SELECT count(*) FROM pragma_foreign_key_list('"'Post'"')')" 1
}

restored() {
  migration $good 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT);'
  dunlin migrate deploy
  dunlin backup create backups
  local backup=(backups/*.json)
  rm -r prisma/migrations/2*
  fails_with_half statements
  dunlin migrate recover --strategy restore --backup "${backup[0]}"
  ends 0
  is "$(tables)" User
  is "$(history)" "$good|applied|1|null"
}

@test "recover: a backup is put back (SQLite)" {
  on_sqlite
  restored
}

@test "recover: a backup is put back (PostgreSQL)" {
  on_postgres
  restored
}

# ---- special cases ----

@test "recover: an index that was begun concurrently and is not valid" {
  on_postgres
  migration $good 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT);'
  dunlin migrate deploy
  sql "INSERT INTO \"User\" VALUES (1, 'a'), (2, 'a')"
  migration $bad 'ALTER TABLE "User" ADD COLUMN "name" TEXT;' \
    'CREATE UNIQUE INDEX CONCURRENTLY "User_email_key" ON "User"("email");' \
    'CREATE TABLE "After" ("id" INTEGER PRIMARY KEY);'
  dunlin migrate deploy
  ends 1 P3018
  is "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = '\"User_email_key\"'::regclass")" f
  dunlin migrate recover --json
  is "$(states)" "done notDone notDone"
  sql "DELETE FROM \"User\" WHERE id = 2"
  dunlin migrate recover --strategy finish
  ends 0
  is "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = '\"User_email_key\"'::regclass")" t
  clean
}

@test "recover: an index that was begun concurrently is taken back" {
  on_postgres
  migration $good 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT);'
  dunlin migrate deploy
  sql "INSERT INTO \"User\" VALUES (1, 'a'), (2, 'a')"
  migration $bad 'CREATE UNIQUE INDEX CONCURRENTLY "User_email_key" ON "User"("email");'
  dunlin migrate deploy
  ends 1 P3018
  dunlin migrate recover --strategy retry
  ends 1 D1048
  dunlin migrate recover --strategy undo
  ends 0
  is "$(sql "SELECT count(*) FROM pg_class WHERE relname = 'User_email_key'")" 0
  clean_but_pending
}

@test "recover: a table that SQLite makes anew, stopped in the middle" {
  on_sqlite
  migration $good 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT);'
  dunlin migrate deploy
  sql "INSERT INTO \"User\" VALUES (1, 'a'), (2, NULL)"
  migration $bad 'PRAGMA foreign_keys=OFF;' \
    'CREATE TABLE "new_User" ("id" INTEGER PRIMARY KEY, "email" TEXT NOT NULL);' \
    'INSERT INTO "new_User" SELECT "id", "email" FROM "User";' \
    'DROP TABLE "User";' 'ALTER TABLE "new_User" RENAME TO "User";' 'PRAGMA foreign_keys=ON;'
  DUNLIN_SCRIPT_MODE=statements dunlin migrate deploy
  ends 1 P3018
  as_prisma
  dunlin migrate recover --json
  is "$(json '$.inPlaceAtLeast') $(json '$.inPlaceAtMost')" "2 3"
  dunlin migrate recover --strategy undo
  ends 0
  is "$(tables)" User
  is "$(sql 'SELECT count(*) FROM "User"')" 2
  clean_but_pending
}

corrected_in_vain() {
  fails_with_half statements
  local before
  before=$(sql "SELECT checksum FROM _prisma_migrations WHERE migration_name = '$bad'")
  sed -i 's/"After" (/"User" (/' "prisma/migrations/$bad/migration.sql"
  sql "DELETE FROM \"User\" WHERE id = 2"
  dunlin migrate recover --strategy finish --from 4
  ends 1 P3018
  is "$(sql "SELECT checksum FROM _prisma_migrations WHERE migration_name = '$bad'")" "$before"
  sed -i 's/"User" ("id" INTEGER PRIMARY KEY);/"After" ("id" INTEGER PRIMARY KEY);/' "prisma/migrations/$bad/migration.sql"
  dunlin migrate recover --strategy finish --from 4
  ends 0
  clean
}

@test "recover: a corrected file that fails as well leaves the old checksum (SQLite)" {
  on_sqlite
  corrected_in_vain
}

@test "recover: a corrected file that fails as well leaves the old checksum (PostgreSQL)" {
  on_postgres
  corrected_in_vain
}

@test "recover: a corrected file whose beginning is the same" {
  on_sqlite
  fails_with_half statements
  sed -i 's/CREATE UNIQUE INDEX/CREATE INDEX/' "prisma/migrations/$bad/migration.sql"
  dunlin migrate recover --json
  is "$(json '$.edited')" 1
  dunlin migrate recover --strategy finish --from 4
  ends 0
  clean
}

@test "recover: what somebody did by hand in between is not taken for the migration's" {
  on_postgres
  fails_with_half statements
  sql 'DROP TABLE "Half"'
  dunlin migrate recover --json
  is "$(json '$.isBeginning')" 0
  dunlin migrate recover --strategy finish
  ends 1 D1048
  dunlin migrate recover --strategy undo --accept-data-loss
  ends 0
  is "$(tables)" User
  clean_but_pending
}

@test "recover: without a shadow database, tables and columns tell" {
  on_postgres
  fails_with_half statements
  role plain NOCREATEDB
  admin "GRANT ALL ON DATABASE \"$name\" TO \"$role\""
  sql "GRANT ALL ON ALL TABLES IN SCHEMA public TO \"$role\"; GRANT ALL ON SCHEMA public TO \"$role\""
  export XDG_CACHE_HOME="$BATS_TEST_TMPDIR/cache"
  dunlin migrate recover --json --url "${postgres/postgres@/$role@}"
  is "$status" 1
  is "$(states)" "done done done notDone notDone"
  as_prisma
  dunlin migrate recover --json --url "${postgres/postgres@/$role@}"
  is "$(states)" "done done unknown unknown notDone"
  is "$(json '$.ways[2].possible')" 0
}

@test "recover: asked on a terminal" {
  on_sqlite
  fails_with_half statements
  dunlin_answering '\n' migrate recover
  is "$status" 1
  is "$(history | tail -1)" "$bad|failed|0|text"
  sql "DELETE FROM \"User\" WHERE id = 2"
  dunlin_answering 'finish\n' migrate recover
  is "$status" 0
  clean
}
