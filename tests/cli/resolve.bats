#!/usr/bin/env bats
# dunlin migrate resolve: marking migrations as applied and as rolled back.

load helper

broken=20240102000000_broken

# A database in which the second of three migrations failed.
failed() {
  failing_migrations
  "$DUNLIN" migrate deploy >/dev/null 2>&1 || true
}

# ---- the arguments ----

@test "resolve: exactly one of --applied and --rolled-back, with a name" {
  on_sqlite
  failed
  before=$(history)
  for arguments in "" "--applied a --rolled-back b" "--applied=" "--rolled-back=" "--applied" "--rolled-back"; do
    # shellcheck disable=SC2086  # words
    dunlin migrate resolve $arguments
    ends 1
    is "$output" ""
  done
  dunlin migrate resolve --json
  is_document D1001
  is "$(history)" "$before"
}

@test "resolve: a missing database is an error and is not made" {
  on_sqlite
  three_migrations
  dunlin migrate resolve --applied 20240101000000_init
  ends 1 P1003
  dunlin migrate resolve --rolled-back 20240101000000_init
  ends 1 P1003
  fails database_exists
}

@test "resolve: a missing database and a server that is not there (PostgreSQL)" {
  on_postgres
  three_migrations
  dunlin migrate resolve --applied 20240101000000_init
  ends 1 P1003
  fails database_exists
  DATABASE_URL=postgresql://nobody@127.0.0.1:1/x dunlin migrate resolve --rolled-back x
  ends 1 P1001
}

# ---- --applied ----

marks_a_failed_one_as_applied() {
  failed
  dunlin migrate resolve --applied $broken
  ends 0
  is "$(history | grep $broken)" "$broken|rolled back|0|text
$broken|applied|0|empty"
  is "$(sql "SELECT count(*) FROM _prisma_migrations WHERE applied_steps_count = 0 AND logs = ''
    AND started_at = finished_at AND checksum = '$(checksum $broken)'")" 1
  is "$(tables)" User # nothing is run
  dunlin migrate deploy
  ends 0
  is "$(tables)" "Last User"
}

@test "resolve: a failed migration is marked as applied (SQLite)" {
  on_sqlite
  marks_a_failed_one_as_applied
}

@test "resolve: a failed migration is marked as applied (PostgreSQL)" {
  on_postgres
  marks_a_failed_one_as_applied
}

makes_a_baseline() {
  create_database
  sql 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT NOT NULL)'
  three_migrations
  dunlin migrate deploy
  ends 1 P3005
  dunlin migrate resolve --applied 20240101000000_init --json
  ends 0
  is_document
  is "$(json '$.migration') $(json '$.markedAs')" "20240101000000_init applied"
  dunlin migrate deploy
  ends 0
  is "$(tables)" "Post User"
  is "$(history)" "20240101000000_init|applied|0|empty
20240102000000_posts|applied|1|null
20240103000000_name|applied|1|null"
}

@test "resolve: a baseline of a database with tables (SQLite)" {
  on_sqlite
  makes_a_baseline
}

@test "resolve: a baseline of a database with tables (PostgreSQL)" {
  on_postgres
  makes_a_baseline
}

@test "resolve: P3008, applied already, and also rolled back after it was finished" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  before=$(history)
  dunlin migrate resolve --applied 20240101000000_init
  ends 1 P3008
  is "$(history)" "$before"
  sql "UPDATE _prisma_migrations SET rolled_back_at = finished_at WHERE migration_name LIKE '%init'"
  dunlin migrate resolve --applied 20240101000000_init
  ends 1 P3008
}

@test "resolve: P3017, no such folder, no script, not the whole name" {
  on_sqlite
  create_database
  three_migrations
  rm prisma/migrations/20240102000000_posts/migration.sql
  for wrong in nothing init 20240101000000 20240102000000_posts ../migrations/20240101000000_init; do
    dunlin migrate resolve --applied $wrong
    ends 1 P3017
  done
  fails has_history
}

@test "resolve: P3019 is looked at for --applied only" {
  on_sqlite
  failed
  lock mysql
  dunlin migrate resolve --applied $broken
  ends 1 P3019
  is "$(history | tail -n 1)" "$broken|failed|0|text"
  dunlin migrate resolve --rolled-back $broken
  ends 0
}

@test "resolve: the checksum is that of the bytes, the name may hold anything" {
  on_postgres
  create_database
  folder="it's \"odd\" ü"
  script_bytes "$folder" '\xef\xbb\xbfSELECT 1;\r\n'
  dunlin migrate resolve --applied "$folder"
  ends 0
  is "$(sql 'SELECT migration_name, checksum FROM _prisma_migrations')" "$folder|$(checksum "$folder")"
}

@test "resolve: a baseline in a namespace that is not there yet" {
  on_postgres
  create_database
  three_migrations
  DATABASE_URL="$DATABASE_URL?schema=app" dunlin migrate resolve --applied 20240101000000_init
  ends 0
  is "$(sql "SELECT schemaname FROM pg_tables WHERE tablename = '_prisma_migrations'")" app
}

@test "resolve: what a failure tells to type can be typed, also for a name with a blank or a quote" {
  on_sqlite
  migration "1 it's \$HOME; \"x\"" 'SELECT * FROM missing;'
  dunlin migrate deploy
  ends 1 P3018
  line=$(grep -m 1 -o 'dunlin migrate resolve --rolled-back .*' "$BATS_TEST_TMPDIR/stderr")
  eval "$line"
  ends 0
  is "$(history | cut -d '|' -f 2)" "rolled back"
}

# ---- --rolled-back ----

marks_a_failed_one_as_rolled_back() {
  failed
  dunlin migrate resolve --rolled-back $broken
  ends 0
  is "$(history)" "20240101000000_init|applied|1|null
$broken|rolled back|0|text"
  is "$(sql "SELECT count(*) FROM _prisma_migrations WHERE rolled_back_at >= started_at AND finished_at IS NULL")" 1
}

@test "resolve: a failed migration is marked as rolled back (SQLite)" {
  on_sqlite
  marks_a_failed_one_as_rolled_back
}

@test "resolve: a failed migration is marked as rolled back (PostgreSQL)" {
  on_postgres
  marks_a_failed_one_as_rolled_back
}

@test "resolve: again, it succeeds and changes nothing" {
  on_sqlite
  failed
  dunlin migrate resolve --rolled-back $broken
  before=$(sql 'SELECT * FROM _prisma_migrations ORDER BY 1')
  dunlin migrate resolve --rolled-back $broken
  ends 0
  is "$(sql 'SELECT * FROM _prisma_migrations ORDER BY 1')" "$before"
}

@test "resolve: every failed row of the name, and no finished one" {
  on_sqlite
  failed
  sql "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ('2', 'x', '$broken', 1);
       INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at) VALUES ('3', 'x', '$broken', 2, 3)"
  dunlin migrate resolve --rolled-back $broken
  ends 0
  is "$(sql "SELECT count(*), count(rolled_back_at), count(finished_at) FROM _prisma_migrations WHERE migration_name = '$broken'")" "3|2|1"
  is "$(sql "SELECT rolled_back_at FROM _prisma_migrations WHERE id = '3'")" ""
}

@test "resolve: the folder need not be there" {
  on_sqlite
  failed
  rm -r prisma/migrations
  dunlin migrate resolve --rolled-back $broken
  ends 0
}

@test "resolve: P3011, never applied; P3012, not failed" {
  on_sqlite
  failed
  before=$(history)
  dunlin migrate resolve --rolled-back 20240103000000_last
  ends 1 P3011
  dunlin migrate resolve --rolled-back broken
  ends 1 P3011
  dunlin migrate resolve --rolled-back 20240101000000_init
  ends 1 P3012
  dunlin migrate resolve --rolled-back 20240101000000_init --json
  is_document P3012
  is "$(json '$.error.meta.migration_name')" 20240101000000_init
  is "$(history)" "$before"
}

@test "resolve: without the table, --rolled-back is an error and makes none" {
  on_sqlite
  create_database
  three_migrations
  dunlin migrate resolve --rolled-back 20240101000000_init
  ends 1
  fails has_history
}

@test "resolve: waits for the lock of a deployment, unless that is switched off" {
  on_postgres
  failed
  psql -XAtq -d "$postgres" -c 'SELECT pg_advisory_lock(72707369), pg_sleep(60)' >/dev/null 2>&1 3>&- &
  background=$!
  until [ "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")" = 1 ]; do
    sleep 0.1
  done
  "$DUNLIN" migrate resolve --applied $broken >/dev/null 2>&1 3>&- &
  run=$!
  sleep 1
  is "$(history | tail -n 1)" "$broken|failed|0|text"
  sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_advisory_lock%'
       AND datname = current_database() AND pid <> pg_backend_pid()" >/dev/null
  wait $run
  is "$(history | grep -c "^$broken")" 2
  sql "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('2', 'x', '$broken')"
  psql -XAtq -d "$postgres" -c 'SELECT pg_advisory_lock(72707369), pg_sleep(60)' >/dev/null 2>&1 3>&- &
  background=$!
  sleep 0.5
  SECONDS=0
  PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK=1 dunlin migrate resolve --rolled-back $broken
  ends 0
  [ $SECONDS -lt 5 ]
}
