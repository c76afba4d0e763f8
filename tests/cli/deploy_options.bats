#!/usr/bin/env bats
# dunlin migrate deploy: --dry-run, --json, --wait, the lock, and interrupting it.

load helper

# ---- --dry-run ----

@test "dry run: nothing is changed, the statements are told (SQLite)" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  migration 20250101000000_more 'CREATE TABLE "More" (id INTEGER);'
  before=$(fingerprint)
  dunlin migrate deploy --dry-run
  ends 0
  has "$output" 'CREATE TABLE "More" (id INTEGER)'
  lacks "$output" 'CREATE TABLE "User"'
  is "$(fingerprint)" "$before"
  is "$(ls prisma)" "dev.db
migrations
schema.prisma"
}

@test "dry run: nothing is created (SQLite)" {
  on_sqlite
  three_migrations
  DATABASE_URL=file:./deep/dev.db dunlin migrate deploy --dry-run
  ends 0
  has "$output" 'CREATE TABLE "User"'
  [ ! -e prisma/deep ]
}

@test "dry run: nothing is created (PostgreSQL)" {
  on_postgres
  three_migrations
  dunlin migrate deploy --dry-run
  ends 0
  fails database_exists
  create_database
  before=$(fingerprint)
  DATABASE_URL="$DATABASE_URL?schema=app" dunlin migrate deploy --dry-run
  ends 0
  is "$(fingerprint)" "$before"
}

@test "dry run: as JSON, with what runs in a transaction and what does not" {
  on_postgres
  migration 1_mixed 'CREATE TABLE t (id INT);' 'CREATE INDEX CONCURRENTLY i ON t (id);' 'CREATE TABLE u (id INT);'
  dunlin migrate deploy --dry-run --json
  ends 0
  is_document
  is "$(json '$.pending[0].name')" 1_mixed
  is "$(json '$.pending[0].steps[0].transaction')$(json '$.pending[0].steps[1].transaction')$(json '$.pending[0].steps[2].transaction')" 101
  is "$(json '$.pending[0].steps[1].statements[0]')" 'CREATE INDEX CONCURRENTLY i ON t (id)'
}

@test "dry run: the same refusals as in earnest" {
  on_sqlite
  three_migrations
  create_database
  sql 'CREATE TABLE "Other" (id INTEGER)'
  dunlin migrate deploy --dry-run
  ends 1 P3005
  rm "$file"
  failing_migrations
  dunlin migrate deploy
  dunlin migrate deploy --dry-run
  ends 1 P3009
  lock mysql
  dunlin migrate deploy --dry-run
  ends 1 P3019
  rm prisma/migrations/migration_lock.toml "$file"
  rm prisma/migrations/20240103000000_last/migration.sql
  dunlin migrate deploy --dry-run --json
  ends 1
  is_document P3015
}

# ---- --json ----

@test "json: one document for success, for nothing to do and for each failure" {
  on_sqlite
  three_migrations
  dunlin migrate deploy --json
  ends 0
  is_document
  is "$(json '$.command')" "migrate deploy"
  is "$(json '$.applied[2].name')" 20240103000000_name
  dunlin migrate deploy --json
  is_document
  is "$(json '$.applied')" "[]"
  dunlin migrate deploy --json --nonsense
  ends 1
  is_document D1001
  DATABASE_URL=nonsense dunlin migrate deploy --json
  ends 1
  is_document P1012
  dunlin migrate deploy --json --schema nowhere
  ends 1
  is_document D1002
}

@test "json: names and texts with quotes, line ends and other letters stay one document" {
  on_sqlite
  migration $'1 "q"\t\\ ü' 'SELECT * FROM "no
such ""table"" \ ü";'
  dunlin migrate deploy --json
  ends 1
  is_document P3018
  is "$(json '$.error.meta.migration_name')" $'1 "q"\t\\ ü'
}

# ---- --wait and the lock ----

@test "wait: a server that is still starting" {
  on_postgres
  three_migrations
  create_database
  host=${postgres#*@} host=${host%%/*}
  [[ $host == *:* ]] || skip "the server's URL has no port"
  stand_in starting 1 "${host%:*}" "${host##*:}"
  DATABASE_URL=${postgres/"$host"/127.0.0.1:$port}
  dunlin migrate deploy
  fails [ "$status" = 0 ]
  dunlin migrate deploy --wait 20s
  ends 0
  is "$(tables)" "Post User"
}

@test "wait: gives up in time" {
  on_postgres
  three_migrations
  DATABASE_URL=postgresql://someone@127.0.0.1:1/nothing
  SECONDS=0
  dunlin migrate deploy --wait 2s
  ends 1 P1001
  [ $SECONDS -ge 2 ] && [ $SECONDS -lt 10 ]
  dunlin migrate deploy --wait soon
  ends 1
  dunlin migrate deploy --wait 1s --json
  is_document P1001
}

@test "wait: what waiting does not help fails at once" {
  on_postgres
  stand_in password 28P01 'password authentication failed'
  SECONDS=0
  DATABASE_URL="postgresql://u:p@127.0.0.1:$port/d" dunlin migrate deploy --wait 60s
  ends 1 P1000
  [ $SECONDS -lt 20 ]
}

@test "lock: P1002 after ten seconds while another holds it, unless it is switched off" {
  on_postgres
  three_migrations
  create_database
  psql -XAtq -d "$postgres" -c 'SELECT pg_advisory_lock(72707369), pg_sleep(60)' >/dev/null 2>&1 3>&- &
  background=$!
  until [ "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")" = 1 ]; do
    sleep 0.1
  done
  SECONDS=0
  dunlin migrate deploy
  ends 1 P1002
  [ $SECONDS -ge 9 ] && [ $SECONDS -lt 30 ]
  PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK=1 dunlin migrate deploy
  ends 0
}

@test "interrupt: Ctrl-C during a migration ends with 130 and leaves nothing of it" {
  on_postgres
  migration 1_long 'CREATE TABLE t (id INT);' 'SELECT pg_sleep(50);'
  create_database
  "$DUNLIN" migrate deploy >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
  run=$!
  until [ "$(admin "SELECT count(*) FROM pg_stat_activity WHERE datname = '$name' AND wait_event = 'PgSleep'")" = 1 ]; do
    sleep 0.1
  done
  # Programs started by a shell in the background ignore SIGINT; SIGTERM is the same to dunlin.
  kill -TERM $run
  status=0
  wait $run || status=$?
  is "$status" 130
  is "$(tables)" ""
  is "$(sql 'SELECT count(*) FROM _prisma_migrations')" 0
}
