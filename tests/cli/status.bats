#!/usr/bin/env bats
# dunlin migrate status: what it finds and the status it ends with.

load helper

deployed() {
  three_migrations
  "$DUNLIN" migrate deploy >/dev/null 2>&1
}

# finds WORD STATUS: status reports this, and as data, too.
finds() {
  dunlin migrate status
  ends "$2"
  dunlin migrate status --json
  ends "$2"
  is_document
  is "$(json '$.status')" "$1"
}

# ---- the rows of Prisma's table ----

@test "status: a server that cannot be reached, a missing database: an error, and nothing is made" {
  on_sqlite
  three_migrations
  dunlin migrate status
  ends 1 P1003
  fails database_exists
  dunlin migrate status --json
  ends 1
  is_document P1003
}

@test "status: a missing database and a server that is not there (PostgreSQL)" {
  on_postgres
  three_migrations
  dunlin migrate status
  ends 1 P1003
  fails database_exists
  DATABASE_URL=postgresql://nobody@127.0.0.1:1/x dunlin migrate status
  ends 1 P1001
}

@test "status: P3019" {
  on_sqlite
  create_database
  three_migrations
  lock postgresql
  dunlin migrate status
  ends 1 P3019
}

@test "status: all are pending where there is no table, and the folder's names are told" {
  on_sqlite
  create_database
  three_migrations
  dunlin migrate status
  ends 1
  has "$output" 20240101000000_init
  has "$output" 20240103000000_name
  finds pending 1
  is "$(json '$.pending')" '["20240101000000_init","20240102000000_posts","20240103000000_name"]'
  fails has_history
}

some_are_pending() {
  deployed
  migration 20240101500000_between 'CREATE TABLE "B" (id INTEGER);'
  migration 20250101000000_new 'CREATE TABLE "C" (id INTEGER);'
  dunlin migrate status
  ends 1
  has "$output" 20250101000000_new
  lacks "$output" 20240102000000_posts
  finds pending 1
  is "$(json '$.pending')" '["20240101500000_between","20250101000000_new"]'
}

@test "status: some are pending (SQLite)" {
  on_sqlite
  some_are_pending
}

@test "status: some are pending (PostgreSQL)" {
  on_postgres
  some_are_pending
}

@test "status: the histories part" {
  on_sqlite
  deployed
  mv prisma/migrations/20240102000000_posts prisma/migrations/20240102000000_renamed
  finds diverged 1
  is "$(json '$.pending')" '["20240102000000_renamed"]'
  is "$(json '$.missing')" '["20240102000000_posts"]'
  is "$(json '$.lastCommon')" 20240101000000_init
  rm -r prisma/migrations/2*
  migration 1_other 'SELECT 1;'
  finds diverged 1
  is "$(json '$.lastCommon')" ""
}

@test "status: a failed migration, and how to go on" {
  on_sqlite
  failing_migrations
  rm -r prisma/migrations/*_last
  dunlin migrate deploy
  dunlin migrate status
  ends 1
  has "$errors" 20240102000000_broken
  has "$errors" "migrate resolve --rolled-back 20240102000000_broken"
  has "$errors" "migrate resolve --applied 20240102000000_broken"
  finds failed 1
  is "$(json '$.failed[0].name')" 20240102000000_broken
  has "$(json '$.failed[0].logs')" Missing
}

@test "status: pending ones behind a failed one: both are told" {
  on_postgres
  failing_migrations
  dunlin migrate deploy
  finds failed 1
  is "$(json '$.pending')" '["20240103000000_last"]'
}

up_to_date() {
  deployed
  dunlin migrate status
  ends 0
  is "$errors" ""
  finds upToDate 0
}

@test "status: up to date (SQLite)" {
  on_sqlite
  up_to_date
}

@test "status: up to date (PostgreSQL)" {
  on_postgres
  up_to_date
}

@test "status: no table and no migrations: not managed" {
  on_sqlite
  create_database
  dunlin migrate status
  ends 1
  [ -n "$errors" ]
  finds unmanaged 1
  rmdir prisma/migrations
  finds unmanaged 1
}

@test "status: an empty table and no migrations: up to date" {
  on_sqlite
  dunlin migrate deploy
  has_history
  finds upToDate 0
}

@test "status: changes nothing (SQLite)" {
  on_sqlite
  failing_migrations
  dunlin migrate deploy
  before=$(fingerprint)
  dunlin migrate status
  is "$(fingerprint)" "$before"
  is "$(ls prisma)" "dev.db
migrations
schema.prisma"
}

@test "status: does not make the namespace, and works where nothing may be written" {
  on_postgres
  deployed
  role reader
  before=$(fingerprint)
  sql "GRANT SELECT ON _prisma_migrations TO \"$role\""
  DATABASE_URL="$postgres?schema=app" dunlin migrate status
  ends 1
  is "$(sql "SELECT count(*) FROM pg_namespace WHERE nspname = 'app'")" 0
  url=${postgres#*://}
  DATABASE_URL="postgresql://$role@${url#*@}" dunlin migrate status
  ends 0
}

@test "status: a read-only SQLite file" {
  on_sqlite
  deployed
  chmod a-w "$file" prisma
  dunlin migrate status
  chmod u+w prisma
  ends 0
}

@test "status: does not wait for the lock of a deployment" {
  on_postgres
  deployed
  psql -XAtq -d "$postgres" -c 'SELECT pg_advisory_lock(72707369), pg_sleep(30)' >/dev/null 2>&1 3>&- &
  background=$!
  SECONDS=0
  dunlin migrate status
  ends 0
  [ $SECONDS -lt 8 ]
}

# ---- migrations that are in the table only ----

@test "status: applied, but not in the folder: told, exit 0; with --strict exit 1" {
  on_sqlite
  deployed
  rm -r prisma/migrations/20240102000000_posts
  dunlin migrate status
  ends 0
  has "$errors" 20240102000000_posts
  finds missing 0
  is "$(json '$.missing')" '["20240102000000_posts"]'
  dunlin migrate status --strict
  ends 1
}

# ---- scripts that are gone ----

@test "status: P3015 where the table has a row for it, pending where it has none" {
  on_sqlite
  deployed
  rm prisma/migrations/20240102000000_posts/migration.sql
  dunlin migrate status
  ends 1 P3015
  has "$errors" 20240102000000_posts
  rm "$file"
  create_database
  finds pending 1
}

# ---- edited scripts ----

edited_is_told() {
  dunlin migrate status
  ends 0
  has "$errors" "$1"
  finds edited 0
  is "$(json '$.edited')" "[\"$1\"]"
  dunlin migrate status --strict
  ends 1
}

@test "status: an edited script is told, exit 0; with --strict exit 1 (SQLite)" {
  on_sqlite
  deployed
  echo '-- a word more' >>prisma/migrations/20240102000000_posts/migration.sql
  edited_is_told 20240102000000_posts
}

@test "status: an edited script is told, exit 0; with --strict exit 1 (PostgreSQL)" {
  on_postgres
  deployed
  echo '-- a word more' >>prisma/migrations/20240102000000_posts/migration.sql
  edited_is_told 20240102000000_posts
}

@test "status: --strict is content where nothing is odd" {
  on_sqlite
  deployed
  dunlin migrate status --strict
  ends 0
}

@test "status: other line ends are no edit, in either direction" {
  on_sqlite
  script_bytes 1_lf 'CREATE TABLE a (id INTEGER);\nCREATE TABLE b (id INTEGER);\n'
  script_bytes 2_crlf 'CREATE TABLE c (id INTEGER);\r\nCREATE TABLE d (id INTEGER);\r\n'
  dunlin migrate deploy
  ends 0
  sed -i 's/$/\r/' prisma/migrations/1_lf/migration.sql
  sed -i 's/\r$//' prisma/migrations/2_crlf/migration.sql
  finds upToDate 0
}

@test "status: a last line end, a mark, a blank more are edits" {
  on_sqlite
  for folder in 1_newline 2_mark 3_blank; do
    script_bytes $folder 'SELECT 1;\n'
  done
  dunlin migrate deploy
  ends 0
  script_bytes 1_newline 'SELECT 1;'
  script_bytes 2_mark '\xef\xbb\xbfSELECT 1;\n'
  script_bytes 3_blank 'SELECT 1; \n'
  finds edited 0
  is "$(json '$.edited')" '["1_newline","2_mark","3_blank"]'
}

@test "status: an old checksum without padding still matches" {
  on_sqlite
  deployed
  for folder in 20240101000000_init 20240102000000_posts 20240103000000_name; do
    old=$(checksum $folder | fold -w 2 | sed 's/^0//' | tr -d '\n')
    sql "UPDATE _prisma_migrations SET checksum = '$old' WHERE migration_name = '$folder'"
  done
  fails is "$(sql 'SELECT min(length(checksum)) FROM _prisma_migrations')" 64
  finds upToDate 0
  echo '-- edited' >>prisma/migrations/20240102000000_posts/migration.sql
  finds edited 0
}

@test "status: a checksum in capitals and an empty one do not match" {
  on_sqlite
  deployed
  sql "UPDATE _prisma_migrations SET checksum = upper(checksum) WHERE migration_name LIKE '%init'"
  sql "UPDATE _prisma_migrations SET checksum = '' WHERE migration_name LIKE '%posts'"
  finds edited 0
  is "$(json '$.edited')" '["20240101000000_init","20240102000000_posts"]'
}

# ---- rolled-back rows, as version 7 has them ----

rolled_back_rows() {
  failing_migrations
  rm -r prisma/migrations/*_last
  dunlin migrate deploy
  dunlin migrate resolve --rolled-back 20240102000000_broken
  finds pending 1
  is "$(json '$.pending')" '["20240102000000_broken"]'
  migration 20240102000000_broken 'CREATE TABLE "Half" ("id" INTEGER PRIMARY KEY);'
  finds pending 1
  is "$(json '$.edited')" '[]'
  dunlin migrate deploy
  ends 0
  finds upToDate 0
}

@test "status: a rolled-back migration is pending, and clean once its corrected script is applied (SQLite)" {
  on_sqlite
  rolled_back_rows
}

@test "status: a rolled-back migration is pending, and clean once its corrected script is applied (PostgreSQL)" {
  on_postgres
  rolled_back_rows
}

@test "status: a rolled-back row whose folder is gone is no finding" {
  on_sqlite
  failing_migrations
  dunlin migrate deploy
  dunlin migrate resolve --rolled-back 20240102000000_broken
  rm -r prisma/migrations/*_broken prisma/migrations/*_last
  finds upToDate 0
  is "$(json '$.missing')" '[]'
}
