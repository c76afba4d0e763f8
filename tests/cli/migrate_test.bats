#!/usr/bin/env bats
# dunlin migrate test: up, down and up again on a scratch database; what is not as before is told.

load helper

# down NAME LINE …: a down script.
down() {
  printf '%s\n' "${@:2}" >"prisma/migrations/$1/down.sql"
}

verdicts() {
  sqlite3 :memory: "SELECT group_concat(json_extract(value, '\$.verdict'), ' ')
    FROM json_each(CAST(readfile('$BATS_TEST_TMPDIR/stdout') AS TEXT), '\$.tests')"
}

# One migration for each verdict.
four_verdicts() {
  lock "$database"
  migration 1_users 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT NOT NULL UNIQUE, "age" INTEGER);'
  down 1_users 'DROP TABLE "User";'
  migration 2_index 'CREATE INDEX IF NOT EXISTS "b" ON "User"("age");'
  down 2_index '-- It stays.'
  migration 3_older 'UPDATE "User" SET "age" = 7;'
  down 3_older '-- Kept data is put back here.' 'UPDATE "User" SET "age" = 8;'
  migration 4_posts 'CREATE TABLE "Post" ("id" INTEGER PRIMARY KEY);'
}

tells_verdicts() {
  four_verdicts
  dunlin migrate test --json
  ends 2
  is_document
  is "$(verdicts)" "exact inexact losesData irreversible"
  is "$(json '$.tests[1].schema[0]' | tr -d '"')" "unexpected index User.b"
  is "$(json '$.tests[2].data[0].columns[0]')" age
  has "$(json '$.tests[3].reason')" "no down script"
  dunlin migrate test
  ends 2
  has "$output" "User.age"
  has "$output" "1 exact, 1 inexact, 1 loses data, 1 irreversible"
}

@test "test: each verdict (SQLite)" {
  on_sqlite
  tells_verdicts
  fails test -e "$file"
}

@test "test: each verdict (PostgreSQL)" {
  on_postgres
  create_database
  tells_verdicts
  is "$(tables)" ""
  fails has_history
  is "$(admin "SELECT count(*) FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow_db_%'
              AND datname = '$name'")" 0
}

@test "test: all exact, on a shadow database of the project's (PostgreSQL)" {
  on_postgres
  create_database
  admin "CREATE DATABASE \"${name}_shadow\""
  schema postgresql 'shadowDatabaseUrl = env("SHADOW")'
  SHADOW=$(server_url "${name}_shadow")
  export SHADOW
  lock postgresql
  migration 1_users "CREATE TYPE \"Mood\" AS ENUM ('a', 'b');" \
    'CREATE TABLE "User" ("id" SERIAL PRIMARY KEY, "mood" "Mood" NOT NULL, "tags" TEXT[], "at" TIMESTAMPTZ(3) NOT NULL);'
  down 1_users 'DROP TABLE "User";' 'DROP TYPE "Mood";'
  migration 2_index 'CREATE INDEX CONCURRENTLY "i" ON "User"("at");'
  down 2_index 'DROP INDEX "i";'
  migration 3_required 'ALTER TABLE "User" ADD COLUMN "must" INTEGER NOT NULL;'
  down 3_required 'ALTER TABLE "User" DROP COLUMN "must";'
  local run
  for run in first second; do
    dunlin migrate test --rows 25
    ends 0
    has "$output" "3 exact"
    has "$output" "without rows"
  done
  dunlin migrate test --only 2_index --json
  ends 0
  is "$(json '$.tests[0].rows')" 10
  is "$(verdicts)" exact
  admin "DROP DATABASE \"${name}_shadow\" WITH (FORCE)"
}

@test "test: some migrations only, and other rows (SQLite)" {
  on_sqlite
  four_verdicts
  dunlin migrate test --last 2 --rows 3 --seed 9 --json
  ends 2
  is "$(verdicts)" "losesData irreversible"
  is "$(json '$.seed')" 9
  is "$(json '$.tests[0].rows')" 3
  dunlin migrate test --only 4_posts
  ends 0
  dunlin migrate test --only 4_posts --strict
  ends 2
  dunlin migrate test --only 1_users --strict
  ends 0
  has "$output" "1 migration tested: 1 exact"
  dunlin migrate test --only 9_nothing
  ends 1 P3017
  dunlin migrate test --only 1_users --last 1
  ends 1 D1001
  dunlin migrate test --rows many
  ends 1 D1001
}

# What a migration loses is kept, and put back.
puts_back() {
  lock "$database"
  migration 1_users 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL, "age" INTEGER);' \
    'CREATE TABLE "Post" ("id" INTEGER PRIMARY KEY, "by" INTEGER NOT NULL REFERENCES "User"("id"), "text" TEXT);'
  down 1_users 'DROP TABLE "Post";' 'DROP TABLE "User";'
  migration 2_less 'ALTER TABLE "User" DROP COLUMN "age";' 'DROP TABLE "Post";'
  down 2_less 'ALTER TABLE "User" ADD COLUMN "age" INTEGER;' \
    'CREATE TABLE "Post" ("id" INTEGER PRIMARY KEY, "by" INTEGER NOT NULL REFERENCES "User"("id"), "text" TEXT);' \
    '-- Kept data is put back here.'
  migration 3_older 'UPDATE "User" SET "name" = upper("name") WHERE "id" > 3;'
  down 3_older '-- Kept data is put back here.'
  dunlin migrate test --strict --rows 20
  ends 0
  has "$output" "3 exact"
}

@test "test: what was kept is put back (SQLite)" {
  on_sqlite
  puts_back
}

@test "test: what was kept is put back (PostgreSQL)" {
  on_postgres
  create_database
  puts_back
}

@test "test: what cannot be tested (SQLite)" {
  on_sqlite
  lock sqlite
  dunlin migrate test
  ends 0
  has "$output" "nothing to test"
  migration 1_users 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY);'
  down 1_users 'DROP TABLE "Nobody";'
  migration 2_again 'CREATE TABLE "Post" ("id" INTEGER PRIMARY KEY);'
  down 2_again 'SELECT 1;'
  migration 3_broken 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY);'
  dunlin migrate test --last 1
  ends 1 P3006
  rm -r prisma/migrations/3_broken
  dunlin migrate test
  ends 2
  has "$output" "no such table: Nobody"
  has "$output" "does not go up again"
}

# The rows of a backup come back; migrations that it has are not tested.
begins_with_a_backup() {
  lock "$database"
  migration 1_users 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "age" INTEGER);'
  dunlin migrate deploy
  ends 0
  sql 'INSERT INTO "User" VALUES (1, 17), (2, 18), (3, NULL)'
  dunlin backup create backups --json
  ends 0
  local backup
  backup=$(json '$.backup.file')
  migration 2_index 'CREATE INDEX "a" ON "User"("age");'
  down 2_index 'DROP INDEX "a";'
  dunlin migrate test --backup "$backup" --json
  ends 0
  is "$(verdicts)" exact
  is "$(json '$.tests[0].rows')" 3
  dunlin migrate test --backup "$backup" --rows 5 --json
  ends 0
  is "$(json '$.tests[0].rows')" 8
  rm -r prisma/migrations/2_index
  dunlin migrate test --backup "$backup"
  ends 0
  has "$output" "nothing to test"
}

@test "test: begins with a backup (SQLite)" {
  on_sqlite
  begins_with_a_backup
}

@test "test: begins with a backup (PostgreSQL)" {
  on_postgres
  begins_with_a_backup
}
