#!/usr/bin/env bats
# dunlin migrate check: drift is found, told, and repaired; nothing is written.

load helper

deployed() {
  export DUNLIN_CACHE="$BATS_TEST_TMPDIR/cache"
  lock "$database"
  three_migrations
  dunlin migrate deploy
  ends 0
}

no_drift() {
  deployed
  dunlin migrate check
  ends 0
  has "$output" "No drift"
  local before
  before=$(fingerprint)
  dunlin migrate check --json
  ends 0
  is_document
  is "$(json '$.status')" inSync
  is "$(fingerprint)" "$before"
}

@test "check: no drift (SQLite)" {
  on_sqlite
  no_drift
}

@test "check: no drift (PostgreSQL)" {
  on_postgres
  no_drift
}

repaired_both_ways() {
  deployed
  sql 'DROP INDEX "Post_title_idx"'
  sql 'CREATE TABLE "Extra" ("id" INTEGER PRIMARY KEY)'
  sql 'ALTER TABLE "User" ADD COLUMN "nick" TEXT'
  dunlin migrate check
  ends 2
  has "$output" "missing     index Post.Post_title_idx"
  has "$output" "unexpected  table Extra"
  has "$output" "unexpected  column User.nick"
  has "$output" "3 differences"
  dunlin migrate check --json
  ends 2
  is_document
  is "$(json '$.differences[0].kind')" table
  is "$(json '$.differences[0].path')" Extra
  is "$(json '$.differences[0].history')" ""
  dunlin migrate check --script history
  ends 2
  migration 20250101000000_take_over "$output"
  dunlin migrate resolve --applied 20250101000000_take_over
  ends 0
  dunlin migrate check
  ends 0
  sql 'DROP TABLE "Extra"'
  dunlin migrate check --script database
  ends 2
  sql "$output"
  dunlin migrate check
  ends 0
}

@test "check: drift is repaired, and taken over (SQLite)" {
  on_sqlite
  repaired_both_ways
}

@test "check: drift is repaired, and taken over (PostgreSQL)" {
  on_postgres
  repaired_both_ways
}

patterns() {
  deployed
  sql 'DROP INDEX "Post_title_idx"'
  sql 'CREATE TABLE "Extra" ("id" INTEGER PRIMARY KEY)'
  dunlin migrate check --ignore 'Extra'
  ends 2
  has "$output" "1 difference"
  dunlin migrate check --ignore 'Ex*' --ignore 'index:Post.*'
  ends 0
  has "$output" "Passed over"
  dunlin migrate check --ignore 'table:Post*' --ignore Extra
  ends 2
  printf 'ignore = ["index:*", "Extra"]\n' >dunlin.toml
  dunlin migrate check
  ends 0
}

@test "check: patterns pass over what fits (SQLite)" {
  on_sqlite
  patterns
}

@test "check: patterns pass over what fits (PostgreSQL)" {
  on_postgres
  patterns
}

snapshots() {
  deployed
  dunlin migrate check --record snapshot.json
  ends 0
  export DUNLIN_CACHE=off
  dunlin migrate check --snapshot snapshot.json
  ends 0
  rm -r prisma/migrations/2024*
  dunlin migrate check --snapshot snapshot.json # the scripts are not needed
  ends 0
  sql 'DROP TABLE "User"'
  dunlin migrate check --snapshot snapshot.json
  ends 2
  has "$output" "missing     table User"
  sed -i 's/"snapshot":[0-9]*/"snapshot":0/' snapshot.json
  dunlin migrate check --snapshot snapshot.json
  ends 1 D1030
  dunlin migrate check --snapshot nowhere.json
  ends 1 D1007
}

@test "check: a snapshot takes the place of the shadow database (SQLite)" {
  on_sqlite
  snapshots
}

@test "check: a snapshot takes the place of the shadow database (PostgreSQL)" {
  on_postgres
  snapshots
}

not_told() {
  export DUNLIN_CACHE=off
  create_database
  dunlin migrate check
  ends 1 D1010
  deployed
  dunlin migrate check --record snapshot.json
  ends 0
  migration 20240104000000_more 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);'
  dunlin migrate check
  ends 0
  has "$errors" "1 migration"
  dunlin migrate deploy
  ends 0
  dunlin migrate check --snapshot snapshot.json
  ends 1 D1031
  rm -r prisma/migrations/20240102000000_posts
  dunlin migrate check
  ends 1 D1031
  dunlin migrate check --script both
  ends 1 D1001
  dunlin migrate check --record a --snapshot b
  ends 1 D1001
}

@test "check: what cannot be told is no drift (SQLite)" {
  on_sqlite
  not_told
}

@test "check: what cannot be told is no drift (PostgreSQL)" {
  on_postgres
  not_told
}

@test "check: a user who may only connect needs a snapshot or what is kept (PostgreSQL)" {
  on_postgres
  deployed
  role reader
  sql "GRANT SELECT ON \"_prisma_migrations\" TO \"$role\""
  local url="${postgres/:\/\/*@/://$role@}"
  DUNLIN_CACHE=off dunlin migrate check --url "$url"
  ends 1 P3014
  has "$errors" "--record"
  dunlin migrate check --record snapshot.json
  ends 0
  sql "ALTER ROLE \"$role\" CONNECTION LIMIT 1" # the one that reads
  DUNLIN_CACHE=off dunlin migrate check --url "$url" --snapshot snapshot.json
  ends 0
  dunlin migrate check --url "$url" # what --record has found out is kept
  ends 0
  sql 'ALTER TABLE "User" ALTER COLUMN "name" SET DEFAULT 1'
  dunlin migrate check --url "$url"
  ends 2
}

@test "check: warns of edited and failed migrations" {
  on_sqlite
  deployed
  echo '-- a word' >>prisma/migrations/20240103000000_name/migration.sql
  failing=prisma/migrations/20250101000000_broken
  mkdir "$failing"
  printf 'CREATE TABLE "Half" ("id" INTEGER);\nBROKEN;\n' >"$failing/migration.sql"
  dunlin migrate deploy
  ends 1
  dunlin migrate check
  ends 0
  has "$errors" "was edited"
  has "$errors" "has failed"
}

@test "check: other people's namespaces are not looked at (PostgreSQL)" {
  on_postgres
  deployed
  sql 'CREATE SCHEMA other; CREATE TABLE other.things (id int)'
  dunlin migrate check
  ends 0
}
