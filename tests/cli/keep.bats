#!/usr/bin/env bats
# Kept data: deploy --keep, keep list, keep purge.

load helper

# A table with rows, and a migration that loses a column, rows and a table.
losing_migrations() {
  migration 1_init 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT, "age" INTEGER);' \
    'CREATE TABLE "Old" ("id" INTEGER PRIMARY KEY, "note" TEXT);'
  dunlin migrate deploy
  ends 0
  sql "INSERT INTO \"User\" VALUES (1, 'a@x', 10), (2, 'b@x', 20), (3, NULL, 30);
       INSERT INTO \"Old\" VALUES (1, 'one'), (2, 'two');"
  migration 2_loses 'ALTER TABLE "User" DROP COLUMN "email";' 'DROP TABLE "Old";' \
    'DELETE FROM "User" WHERE "id" = 3;'
}

# entries: migration, kind, table, columns and rows of what is kept, a line each.
entries() {
  dunlin keep list --json
  ends 0
  jq -r '.entries[] | [.migration, .kind, .table, (.columns | sort | join(",")), .rows | tostring] | join(" ")' \
    <<<"$output" | sort
}

kept='2_loses columns User email 3
2_loses rows User age,email,id 1
2_loses table Old id,note 2'

keeps() {
  losing_migrations
  is "$(entries)" ""
  dunlin migrate deploy --keep
  ends 0
  is "$(entries)" "$kept"
  dunlin keep list
  ends 0
  has "$output" "User.email (3 rows"
  dunlin migrate check
  ends 0
  dunlin migrate status --strict
  ends 0
}

@test "keep: what is lost is in the list (SQLite)" {
  on_sqlite
  : >"$file"
  chmod 640 "$file"
  keeps
  is "$(stat -c %a "$file-kept")" 640
}

@test "keep: what is lost is in the list (PostgreSQL)" {
  on_postgres
  keeps
}

without() {
  losing_migrations
  dunlin migrate deploy
  ends 0
  is "$(entries)" ""
}

@test "keep: nothing is kept unasked" {
  on_sqlite
  without
  fails test -e "$file-kept"
}

settings() {
  losing_migrations
  echo 'keep = true' >dunlin.toml
  dunlin migrate deploy --dry-run --no-keep
  ends 0
  lacks "$output" "-- keeps"
  dunlin migrate deploy
  ends 0
  is "$(entries)" "$kept"
  echo 'keep = 1' >dunlin.toml
  dunlin keep list
  ends 1 D1016
}

@test "keep: the setting (SQLite)" {
  on_sqlite
  settings
}

@test "keep: the setting (PostgreSQL)" {
  on_postgres
  settings
}

dry_run() {
  losing_migrations
  dunlin migrate deploy --keep --dry-run
  ends 0
  has "$output" "-- keeps User.email (3 rows"
  has "$output" "-- keeps Old: all rows (2 rows"
  dunlin migrate deploy --keep --dry-run --json
  ends 0
  is "$(jq -c '[.pending[0].keeps[] | [.kind, .table, .rows]] | sort' <<<"$output")" \
    '[["columns","User",3],["rows","User",3],["table","Old",2]]'
  is "$(entries)" ""
}

@test "keep: the cost is told beforehand (SQLite)" {
  on_sqlite
  dry_run
}

@test "keep: the cost is told beforehand (PostgreSQL)" {
  on_postgres
  dry_run
}

purge() {
  losing_migrations
  dunlin migrate deploy --keep
  ends 0
  dunlin keep purge --all
  ends 1 D1011
  dunlin keep purge --older-than 1d --force
  ends 0
  is "$(entries)" "$kept"
  dunlin keep purge
  ends 1 D1001
  dunlin keep purge --all --force --json
  ends 0
  is "$(jq -c '[.purged, .left]' <<<"$output")" '[3,0]'
  is "$(entries)" ""
}

@test "keep: purging (SQLite)" {
  on_sqlite
  purge
}

@test "keep: purging (PostgreSQL)" {
  on_postgres
  purge
}

failing() {
  losing_migrations
  migration 3_fails 'ALTER TABLE "User" DROP COLUMN "age";' 'SELECT nothing;'
  dunlin migrate deploy --keep
  ends 1 P3018
  sql 'SELECT "age" FROM "User"' >/dev/null
  is "$(entries)" "$kept"
}

@test "keep: a migration that fails keeps nothing (SQLite)" {
  on_sqlite
  failing
}

@test "keep: a migration that fails keeps nothing (PostgreSQL)" {
  on_postgres
  failing
}

@test "keep: what a DO block takes undoes the migration" {
  on_postgres
  losing_migrations
  migration 2_loses "DO \$\$ BEGIN DELETE FROM \"User\"; END \$\$;"
  dunlin migrate deploy --keep
  ends 1 D1051
  has "$errors" "cannot be told"
  is "$(sql 'SELECT count(*) FROM "User"')" 3
  is "$(history | cut -d '|' -f 1,2 | paste -sd ' ')" "1_init|applied"
  dunlin migrate deploy --no-keep
  ends 0
}

@test "keep: without the right to make a namespace, nothing runs" {
  on_postgres
  losing_migrations
  role poor
  sql "GRANT ALL ON ALL TABLES IN SCHEMA public TO \"$role\"; GRANT ALL ON SCHEMA public TO \"$role\";
       ALTER TABLE \"User\" OWNER TO \"$role\"; ALTER TABLE \"Old\" OWNER TO \"$role\""
  DATABASE_URL=${postgres/postgres@/$role@} dunlin migrate deploy --keep
  ends 1 D1050
  is "$(sql 'SELECT count(*) FROM "Old"')" 2
}

@test "keep: a statement outside of transactions" {
  on_postgres
  losing_migrations
  printf '%s\n' 'CREATE INDEX CONCURRENTLY "i" ON "User" ("age");' >>prisma/migrations/2_loses/migration.sql
  dunlin migrate deploy --keep
  ends 0
  is "$(entries)" "$kept"
}

reset() {
  losing_migrations
  dunlin migrate deploy --keep
  ends 0
  dunlin migrate reset --force
  ends 0
  is "$(entries)" ""
}

@test "keep: a reset forgets everything (SQLite)" {
  on_sqlite
  reset
  fails test -e "$file-kept"
}

@test "keep: a reset forgets everything (PostgreSQL)" {
  on_postgres
  reset
  is "$(sql "SELECT count(*) FROM pg_namespace WHERE nspname LIKE '_dunlin%'")" 0
}

# An empty migrations folder may be baselined although something is kept.
@test "keep: what is kept does not make a database full" {
  on_postgres
  losing_migrations
  dunlin migrate deploy --keep
  ends 0
  sql 'DROP TABLE "User", _prisma_migrations'
  dunlin migrate deploy
  ends 0
}

# Two histories of one database, in two namespaces, with migrations of the same names.
@test "keep: what another history has kept is left alone" {
  on_postgres
  migration 1_init 'CREATE TABLE "T" ("id" INTEGER PRIMARY KEY, "c" TEXT);' \
    "INSERT INTO \"T\" VALUES (1, 'one'), (2, 'two');"
  migration 2_drops 'ALTER TABLE "T" DROP COLUMN "c";'
  printf '%s\n' 'ALTER TABLE "T" ADD COLUMN "c" TEXT;' >prisma/migrations/2_drops/down.sql
  local plain=$DATABASE_URL both="2_drops columns T c 2"
  for space in a b; do
    export DATABASE_URL="$plain?schema=$space"
    dunlin migrate deploy --keep
    ends 0
    is "$(entries)" "$both"
  done
  is "$(sql 'SELECT count(*) FROM _dunlin_keep.entries')" 2
  dunlin keep list --json
  is "$(jq -c '[.entries[] | [.namespace, .state]]' <<<"$output")" '[["b","kept"]]'
  dunlin keep purge --all --force --json
  is "$(jq -c '[.purged, .left]' <<<"$output")" '[1,0]'
  dunlin migrate reset --force
  ends 0
  DATABASE_URL="$plain?schema=a"
  is "$(entries)" "$both"
  dunlin migrate down --accept-data-loss
  ends 0
  is "$(sql 'SELECT "c" FROM a."T" ORDER BY "id"' | paste -sd ' ')" 'one two'
  dunlin migrate reset --force
  ends 0
  is "$(sql "SELECT count(*) FROM pg_namespace WHERE nspname LIKE '_dunlin%'")" 0
}

# No version that was released has written it.
other_form() {
  losing_migrations
  dunlin migrate deploy --keep
  ends 0
  if [ "$database" = sqlite ]; then
    sqlite3 "$file-kept" 'ALTER TABLE entries DROP COLUMN namespace'
  else
    sql 'ALTER TABLE _dunlin_keep.entries DROP COLUMN namespace'
  fi
  dunlin keep list
  ends 1 D1050
  has "$errors" "another version"
}

@test "keep: a list of another form is refused (SQLite)" {
  on_sqlite
  other_form
}

@test "keep: a list of another form is refused (PostgreSQL)" {
  on_postgres
  other_form
}

@test "keep: purging waits for a deployment" {
  on_postgres
  losing_migrations
  migration 2_loses 'ALTER TABLE "User" DROP COLUMN "email";' \
    'CREATE INDEX CONCURRENTLY "i" ON "User" ("age");' 'SELECT pg_sleep(2);'
  "$DUNLIN" migrate deploy --keep >"$BATS_TEST_TMPDIR/deploy" 2>&1 &
  local deployment=$!
  until sql "SELECT 1 FROM _dunlin_keep.entries" >/dev/null 2>&1; do sleep 0.1; done
  dunlin keep purge --all --force --json
  ends 0
  wait "$deployment"
  is "$(jq -c '[.purged, .left]' <<<"$output")" '[1,0]'
  is "$(history | cut -d '|' -f 1,2 | paste -sd ' ')" "1_init|applied 2_loses|applied"
}

# It is not told when the lock is switched off, so it is looked for.
@test "keep: a deployment whose kept data is removed meanwhile fails" {
  on_postgres
  losing_migrations
  printf '%s\n' 'DELETE FROM _dunlin_keep.entries;' >>prisma/migrations/2_loses/migration.sql
  dunlin migrate deploy --keep
  ends 1 D1052
  is "$(sql 'SELECT count("email") FROM "User"')" 2
  is "$(entries)" ""
}

# ---- and back again ----

takes_back() {
  losing_migrations
  printf '%s\n' 'ALTER TABLE "User" ADD COLUMN "email" TEXT;' \
    'CREATE TABLE "Old" ("id" INTEGER PRIMARY KEY, "note" TEXT);' \
    '-- Kept data is put back here.' 'CREATE UNIQUE INDEX "u" ON "Old" ("note");' \
    >prisma/migrations/2_loses/down.sql
  before=$(sql 'SELECT "id", "email", "age" FROM "User" ORDER BY 1'; sql 'SELECT * FROM "Old" ORDER BY 1')
  dunlin migrate deploy --keep
  ends 0
  dunlin migrate down --accept-data-loss
  ends 0
  is "$(sql 'SELECT "id", "email", "age" FROM "User" ORDER BY 1'; sql 'SELECT * FROM "Old" ORDER BY 1')" "$before"
  is "$(entries)" ""
  dunlin migrate deploy --keep # and once more
  ends 0
  is "$(entries)" "$kept"
  sql "DELETE FROM \"User\" WHERE \"id\" = 1; INSERT INTO \"User\" VALUES (3, 99)"
  dunlin migrate down --accept-data-loss
  ends 0
  is "$(sql 'SELECT "id", "email", "age" FROM "User" ORDER BY 1')" $'2|b@x|20\n3||99'
  dunlin keep list --json
  is "$(jq -c '[.entries[] | [.kind, .rows, .state]] | sort' <<<"$output")" \
    '[["columns",1,"leftover"],["rows",1,"leftover"]]'
}

@test "keep: a migration that is taken back gives back what it lost (SQLite)" {
  on_sqlite
  takes_back
}

@test "keep: a migration that is taken back gives back what it lost (PostgreSQL)" {
  on_postgres
  takes_back
}

# ---- rows that refer to others ----

# The down script is dunlin's own.
circle() {
  migration 1_init 'CREATE TABLE "X" ("id" INTEGER PRIMARY KEY);'
  migration 2_circle 'CREATE TABLE "A" ("id" INTEGER PRIMARY KEY);' \
    'CREATE TABLE "B" ("id" INTEGER PRIMARY KEY, "a" INTEGER NOT NULL REFERENCES "A" ("id") ON DELETE CASCADE);' \
    'ALTER TABLE "A" ADD COLUMN "b" INTEGER REFERENCES "B" ("id") ON DELETE CASCADE;'
  dunlin migrate deploy
  ends 0
  sql 'INSERT INTO "A" ("id") VALUES (1), (2), (3); INSERT INTO "B" VALUES (1, 1), (2, 2);
       UPDATE "A" SET "b" = 1 WHERE "id" < 3; UPDATE "A" SET "b" = 2 WHERE "id" = 3;'
  before=$(sql 'SELECT * FROM "A" ORDER BY 1'; sql 'SELECT * FROM "B" ORDER BY 1')
  migration 3_drops "$@"
  dunlin migrate down-script 3_drops
  ends 0
  dunlin migrate deploy --keep
  ends 0
  is "$(entries | wc -l)" 2
  dunlin migrate down --accept-data-loss --json
  ends 0
  is "$(jq -c '[.takenBack[0].restored[] | .restored, .refused, .loosened]' <<<"$output")" '[3,0,0,2,0,0]'
  is "$(sql 'SELECT * FROM "A" ORDER BY 1'; sql 'SELECT * FROM "B" ORDER BY 1')" "$before"
  is "$(entries)" ""
}

@test "keep: tables that refer to each other come back with their references (SQLite)" {
  on_sqlite
  circle 'PRAGMA foreign_keys=off;' 'DROP TABLE "A";' 'DROP TABLE "B";' 'PRAGMA foreign_keys=on;'
}

@test "keep: tables that refer to each other come back with their references (PostgreSQL)" {
  on_postgres
  circle 'DROP TABLE "A", "B";'
}

# loosened STATEMENT: a reference that it loses, and that cannot be put back, stays kept.
loosened() {
  migration 1_init 'CREATE TABLE "P" ("id" INTEGER PRIMARY KEY);' \
    'CREATE TABLE "N" ("id" INTEGER PRIMARY KEY, "p" INTEGER REFERENCES "P" ("id"));'
  dunlin migrate deploy
  ends 0
  sql 'INSERT INTO "P" VALUES (1), (2); INSERT INTO "N" VALUES (1, 1), (2, 2);'
  migration 2_drops "$1"
  dunlin migrate down-script 2_drops
  ends 0
  dunlin migrate deploy --keep
  ends 0
  sql 'DELETE FROM "P" WHERE "id" = 2'
  dunlin migrate down --accept-data-loss
  ends 0
  has "$output" "since what they referred to is gone, and that stay kept as they were: 1"
  is "$(sql 'SELECT * FROM "N" ORDER BY 1')" $'1|1\n2|'
  dunlin keep list --json
  is "$(jq -c '[.entries[] | [.table, .rows, .state]]' <<<"$output")" '[["N",1,"leftover"]]'
}

@test "keep: a reference whose row is gone stays kept (SQLite)" {
  on_sqlite
  loosened 'DROP TABLE "N";'
}

@test "keep: a reference whose row is gone stays kept (PostgreSQL)" {
  on_postgres
  loosened 'DROP TABLE "N";'
}

@test "keep: a column's reference whose row is gone stays kept (SQLite)" {
  on_sqlite
  loosened 'ALTER TABLE "N" DROP COLUMN "p";'
}

@test "keep: a column's reference whose row is gone stays kept (PostgreSQL)" {
  on_postgres
  loosened 'ALTER TABLE "N" DROP COLUMN "p";'
}

# ---- runs that failed half-way ----

# The first statement is committed, and the last one never runs.
half_done() {
  losing_migrations
  migration 2_loses 'ALTER TABLE "User" DROP COLUMN "email";' 'VACUUM;' 'SELECT nothing;' 'DROP TABLE "Old";'
  printf '%s\n' 'ALTER TABLE "User" ADD COLUMN "email" TEXT;' \
    'CREATE TABLE "Old" ("id" INTEGER PRIMARY KEY, "note" TEXT);' >prisma/migrations/2_loses/down.sql
  before=$(sql 'SELECT "id", "email" FROM "User" ORDER BY 1'; sql 'SELECT * FROM "Old" ORDER BY 1')
  dunlin migrate deploy --keep
  ends 1 P3018
  fails sql 'SELECT "User".email FROM "User"'
}

is_back() {
  is "$(sql 'SELECT "id", "email" FROM "User" ORDER BY 1'; sql 'SELECT * FROM "Old" ORDER BY 1')" "$before"
}

run_again() {
  half_done
  dunlin migrate resolve --rolled-back 2_loses
  ends 0
  migration 2_loses 'DROP TABLE "Old";'
  dunlin migrate deploy --keep
  ends 0
  dunlin migrate down --accept-data-loss
  ends 0
  has "$output" "kept it anew"
  is_back
  dunlin keep list --json
  is "$(jq -c '[.entries[] | [.table, .rows, .state]]' <<<"$output")" '[["Old",2,"leftover"]]'
}

@test "keep: what a run kept that failed half-way is put back, when it was run again (SQLite)" {
  on_sqlite
  run_again
}

@test "keep: what a run kept that failed half-way is put back, when it was run again (PostgreSQL)" {
  on_postgres
  run_again
}

undone() {
  half_done
  sql 'DELETE FROM "User" WHERE "id" = 2'
  dunlin migrate recover --strategy undo --json
  ends 0
  is "$(jq -c '[.restored[] | [.table, .restored, .gone]] | sort' <<<"$output")" '[["Old",0,0],["User",2,1]]'
  is "$(sql 'SELECT "id", "email" FROM "User" ORDER BY 1')" $'1|a@x\n3|'
  is "$(entries)" "2_loses columns User email 1"
}

@test "keep: undoing a run that failed half-way puts back what it kept (SQLite)" {
  on_sqlite
  undone
}

@test "keep: undoing a run that failed half-way puts back what it kept (PostgreSQL)" {
  on_postgres
  undone
}

finished_by_hand() {
  half_done
  sql 'DROP TABLE "Old"'
  dunlin migrate resolve --applied 2_loses
  ends 0
  dunlin migrate down --accept-data-loss
  ends 0
  is_back
  is "$(entries)" ""
}

@test "keep: what a run kept that failed half-way is put back, when it was finished by hand (SQLite)" {
  on_sqlite
  finished_by_hand
}

@test "keep: what a run kept that failed half-way is put back, when it was finished by hand (PostgreSQL)" {
  on_postgres
  finished_by_hand
}

# ---- what looks like no loss ----

replaced() {
  migration 1_init 'CREATE TABLE "T" ("id" INTEGER PRIMARY KEY, "c" TEXT);'
  dunlin migrate deploy
  ends 0
  sql "INSERT INTO \"T\" VALUES (1, 'old'), (2, 'other');"
  migration 2_replaces 'DELETE FROM "T";' "INSERT INTO \"T\" VALUES (1, 'new');"
  echo 'SELECT 1;' >prisma/migrations/2_replaces/down.sql
  dunlin migrate deploy --keep
  ends 0
  dunlin migrate down --accept-data-loss
  ends 0
  is "$(sql 'SELECT "id", "c" FROM "T" ORDER BY "id"')" $'1|old\n2|other'
}

@test "keep: a row that is deleted and inserted again has its old values back (SQLite)" {
  on_sqlite
  replaced
}

@test "keep: a row that is deleted and inserted again has its old values back (PostgreSQL)" {
  on_postgres
  replaced
}

@test "keep: a table that is made anew with some of its rows" {
  on_sqlite
  migration 1_init 'CREATE TABLE "T" ("id" INTEGER PRIMARY KEY, "c" TEXT);'
  dunlin migrate deploy
  ends 0
  sql "INSERT INTO \"T\" VALUES (1, 'a'), (2, 'b'), (3, 'c');"
  migration 2_less 'CREATE TABLE "new_T" ("id" INTEGER PRIMARY KEY, "c" TEXT);' \
    'INSERT INTO "new_T" ("id", "c") SELECT "id", "c" FROM "T" ORDER BY "id" DESC LIMIT 1;' \
    'DROP TABLE "T";' 'ALTER TABLE "new_T" RENAME TO "T";'
  dunlin migrate deploy --keep
  ends 0
  is "$(entries)" '2_less table T c,id 3'
}

@test "keep: what others write waits for the migration that loses it" {
  on_postgres
  migration 1_init 'CREATE TABLE "T" ("id" INTEGER PRIMARY KEY, "c" TEXT);'
  dunlin migrate deploy
  ends 0
  sql "INSERT INTO \"T\" VALUES (1, 'old');"
  migration 2_slow 'SELECT pg_sleep(2);' 'ALTER TABLE "T" DROP COLUMN "c";'
  echo 'ALTER TABLE "T" ADD COLUMN "c" TEXT;' >prisma/migrations/2_slow/down.sql
  (sleep 1; sql "UPDATE \"T\" SET \"c\" = 'new';") >"$BATS_TEST_TMPDIR/other" 2>&1 &
  dunlin migrate deploy --keep
  ends 0
  wait || true
  has "$(<"$BATS_TEST_TMPDIR/other")" 'column "c"'
  dunlin migrate down --accept-data-loss
  ends 0
  is "$(sql 'SELECT "c" FROM "T"')" old
}

@test "keep: what an earlier migration has deleted is not the next one's loss" {
  on_postgres
  migration 1_init 'CREATE TABLE "T" ("id" INTEGER PRIMARY KEY);' \
    'CREATE TABLE "U" ("id" INTEGER PRIMARY KEY, "c" TEXT);' 'INSERT INTO "T" VALUES (1);'
  migration 2_b 'DELETE FROM "T";'
  migration 3_c 'ALTER TABLE "U" DROP COLUMN "c";'
  dunlin migrate deploy --keep
  ends 0
}

@test "keep: rows that an earlier migration deleted are not missed in a table that is renamed" {
  on_postgres
  migration 1_a 'CREATE TABLE "A" ("id" INTEGER PRIMARY KEY);' 'INSERT INTO "A" VALUES (1), (2);'
  migration 2_b 'DELETE FROM "A" WHERE "id" = 1;'
  migration 3_c 'ALTER TABLE "A" RENAME TO "B";'
  dunlin migrate deploy --keep
  ends 0
  is "$(sql 'SELECT * FROM "B"')" 2
}
