#!/usr/bin/env bats
# dunlin db push: the database becomes what the schema says; what that costs is asked, or refused.

load helper

# model NAME [FIELD …]: a model with an id and these fields.
model() {
  printf 'model %s {\n  id Int @id\n' "$1"
  shift
  printf '  %s\n' "$@"
  printf '}\n'
}

user() {
  model User "$@"
}

# A database with a row, pushed from the schema.
with_a_row() {
  models "$(user 'email String' 'age Int?')"
  "$DUNLIN" db push >/dev/null 2>&1
  sql "INSERT INTO \"User\" (id, email) VALUES (1, 'a@example.org')"
}

the_row_is_there() {
  is "$(sql 'SELECT email FROM "User"')" a@example.org
}

# ---- the way ----

from_nothing() {
  models "$(user 'email String')" "$(model Post)"
  fails database_exists
  dunlin db push
  ends 0
  has "$output" '+ table User'
  has "$errors" 'npx prisma generate'
  is "$(tables)" "Post User"
  fails has_history
  [ -z "$(ls prisma/migrations)" ]
  dunlin db push --skip-generate
  ends 0
  has "$output" 'Already in sync'
  lacks "$errors" 'prisma generate'
}

@test "push: makes the database and what is in it (SQLite)" {
  on_sqlite
  from_nothing
}

@test "push: makes the database and what is in it (PostgreSQL)" {
  on_postgres
  from_nothing
}

changes_without_loss() {
  with_a_row
  models "$(user 'email String' 'age Int?' 'name String?')" "$(model Post)"
  dunlin db push
  ends 0
  has "$output" '+ column name'
  the_row_is_there
  is "$(tables)" "Post User"
}

@test "push: what costs nothing is not asked (SQLite)" {
  on_sqlite
  changes_without_loss
}

@test "push: what costs nothing is not asked (PostgreSQL)" {
  on_postgres
  changes_without_loss
}

leaves_the_history() {
  export DUNLIN_CACHE=off
  models "$(user 'email String')"
  "$DUNLIN" migrate dev --name init >/dev/null 2>&1
  models "$(user 'email String' 'name String?')"
  dunlin db push
  ends 0
  has "$(history)" '_init|applied|1|null'
  is "$(find prisma/migrations -name migration.sql | wc -l)" 1
  dunlin db push
  ends 0
  has "$output" 'Already in sync'
}

@test "push: the history is left alone (SQLite)" {
  on_sqlite
  leaves_the_history
}

@test "push: the history is left alone (PostgreSQL)" {
  on_postgres
  leaves_the_history
}

@test "push: the URL's schema is made where it is missing" {
  on_postgres
  export DATABASE_URL="$DATABASE_URL?schema=shop"
  models "$(user)"
  dunlin db push
  ends 0
  is "$(sql "SELECT schemaname FROM pg_tables WHERE tablename = 'User'")" shop
}

@test "push: the sequence of a column goes when it counts no longer" {
  on_postgres
  models "$(user 'number Int @default(autoincrement())' 'other Int @default(autoincrement())')"
  "$DUNLIN" db push >/dev/null 2>&1
  models "$(user 'number Int' 'other Int @default(autoincrement())')"
  dunlin db push
  ends 0
  is "$(sql 'SELECT sequencename FROM pg_sequences')" User_other_seq
}

@test "push: --url is another database than the project's" {
  on_sqlite
  models "$(user)"
  dunlin db push --url "file:$BATS_TEST_TMPDIR/other.db"
  ends 0
  fails database_exists
  is "$(sqlite3 "$BATS_TEST_TMPDIR/other.db" "SELECT count(*) FROM sqlite_master WHERE name = 'User'")" 1
}

@test "push: a schema that is not valid is refused before anything is done" {
  on_sqlite
  with_a_row
  models 'model User { id Nothing @id }'
  dunlin db push --force-reset
  ends 1
  has "$errors" P1012
  the_row_is_there
}

# ---- data that is there ----

impossible() {
  with_a_row
  local before
  before=$(fingerprint)
  models "$(user 'email String' 'age Int' 'name String')"
  dunlin db push --accept-data-loss
  ends 1 D1026
  has "$output" 'name of User'
  has "$output" 'age of User'
  has "$errors" '--force-reset'
  is "$(fingerprint)" "$before"
  dunlin db push --json
  ends 1
  is_document D1026
  is "$(json '$.unexecutable[0].kind') $(json '$.unexecutable[0].column') $(json '$.unexecutable[0].number')" \
    "addRequired name 1"
  is "$(json '$.unexecutable[1].kind')" makeRequired
  is "$(json '$.executedSteps')" 0
}

@test "push: what the rows make impossible is refused (SQLite)" {
  on_sqlite
  impossible
}

@test "push: what the rows make impossible is refused (PostgreSQL)" {
  on_postgres
  impossible
}

without_a_terminal() {
  with_a_row
  local before
  before=$(fingerprint)
  models "$(user 'age Int?')"
  dunlin db push
  ends 1 D1011
  has "$output" 'email of User'
  has "$errors" '--accept-data-loss'
  is "$(fingerprint)" "$before"
  # Nor does it wait for an input that does not come.
  timeout 20 "$DUNLIN" db push < <(exec sleep 30 2>/dev/null 3>&-) >/dev/null 2>&1 || status=$?
  is "$status" 1
  dunlin db push --accept-data-loss --json
  ends 0
  is_document
  is "$(json '$.warnings[0].kind') $(json '$.warnings[0].number')" "dropColumn 1"
  is "$(json '$.executedSteps')" 1
  fails sql 'SELECT email FROM "User"'
  is "$(sql 'SELECT count(*) FROM "User"')" 1
}

@test "push: without a terminal, loss has to be accepted (SQLite)" {
  on_sqlite
  without_a_terminal
}

@test "push: without a terminal, loss has to be accepted (PostgreSQL)" {
  on_postgres
  without_a_terminal
}

on_a_terminal() {
  with_a_row
  models "$(user 'age Int?')"
  dunlin_answering 'n\n' db push
  is "$status" 130
  dunlin_answering '\n' db push
  is "$status" 130
  dunlin_answering '\x04' db push
  is "$status" 130
  dunlin_answering '\x03' db push
  is "$status" 130
  the_row_is_there
  dunlin_answering 'y\n' db push
  is "$status" 0
  fails sql 'SELECT email FROM "User"'
}

@test "push: on a terminal it asks (SQLite)" {
  on_sqlite
  on_a_terminal
}

@test "push: on a terminal it asks (PostgreSQL)" {
  on_postgres
  on_a_terminal
}

@test "push: a terminal of a CI system is not asked" {
  on_sqlite
  with_a_row
  models "$(user 'age Int?')"
  CI=1 dunlin_answering 'y\n' db push
  is "$status" 1
  has "$output" D1011
  the_row_is_there
}

failing_halfway() {
  models "$(user 'email String')"
  "$DUNLIN" db push >/dev/null 2>&1
  sql "INSERT INTO \"User\" (id, email) VALUES (1, 'a'), (2, 'a')"
  models "$(user 'email String @unique')" "$(model Post)"
  dunlin db push
  ends 1 D1011
  has "$output" '(email) of User becomes unique'
  dunlin db push --accept-data-loss
  ends 1 P2002
  has "$errors" CreateIndex
  has "$errors" 'CREATE UNIQUE INDEX'
  is "$(tables)" "Post User"
  sql 'DELETE FROM "User" WHERE id = 2'
  dunlin db push --accept-data-loss
  ends 0
}

@test "push: the steps before a failure stay (SQLite)" {
  on_sqlite
  failing_halfway
}

@test "push: the steps before a failure stay (PostgreSQL)" {
  on_postgres
  failing_halfway
}

@test "push: a table that cannot be rebuilt stays as it is" {
  on_sqlite
  models "$(user 'email String' 'age Int?')"
  "$DUNLIN" db push >/dev/null 2>&1
  sql "INSERT INTO \"User\" (id, email) VALUES (1, 'a'), (2, 'a')"
  models "$(user 'email String @unique' 'age BigInt?')"
  dunlin db push --accept-data-loss
  ends 1 P2002
  is "$(tables)" User
  is "$(sql 'SELECT count(*) FROM "User"')" 2
}

# ---- what others look after ----

external() {
  cat >prisma.config.ts <<EOF
import { defineConfig } from "prisma/config";
export default defineConfig({
  schema: "prisma/schema.prisma",
  experimental: { externalTables: true },
  tables: { external: ["$1"] },
});
EOF
}

external_tables() {
  create_database
  sql 'CREATE TABLE "Theirs" (id INTEGER PRIMARY KEY, more TEXT)'
  models "$(model Own)" "$(model Theirs 'number Int')"
  dunlin db push
  ends 0
  has "$output" '+ table Own'
  is "$(tables)" "Own Theirs"
  sql 'SELECT more FROM "Theirs"'
  models "$(model Own 'name String?')"
  dunlin migrate diff --from-url "$DATABASE_URL" --to-schema prisma/schema.prisma --exit-code
  ends 2
  lacks "$output" Theirs
  dunlin db push
  ends 0
  is "$(tables)" "Own Theirs"
}

@test "push: external tables are left alone (SQLite)" {
  on_sqlite
  external Theirs
  export DATABASE_URL="file:$file"
  external_tables
  external main.Theirs
  dunlin db push
  ends 1 P3024
}

@test "push: external tables are left alone (PostgreSQL)" {
  on_postgres
  external public.Theirs
  external_tables
  external Theirs
  dunlin db push
  ends 1 P3023
}

# ---- renames ----

renamed() {
  with_a_row
  models "$(user 'mail String' 'age Int?')"
  dunlin_answering 'y\n' db push
  is "$status" 0
  is "$(sql 'SELECT mail FROM "User"')" a@example.org
  models "$(user 'eMail String' 'age Int?')"
  dunlin db push --renames guess
  ends 0
  is "$(sql 'SELECT "eMail" FROM "User"')" a@example.org
  echo 'column User.eMail -> e_mail' >renames
  models "$(user 'e_mail String' 'age Int?')"
  dunlin db push --renames renames
  ends 0
  is "$(sql 'SELECT e_mail FROM "User"')" a@example.org
}

@test "push: what was renamed keeps its data (SQLite)" {
  on_sqlite
  renamed
}

@test "push: what was renamed keeps its data (PostgreSQL)" {
  on_postgres
  renamed
}

@test "push: nobody is asked of renames where all may be lost" {
  on_sqlite
  with_a_row
  models "$(user 'mail String?' 'age Int?')"
  dunlin_answering '' db push --accept-data-loss
  is "$status" 0
  lacks "$output" renamed
  dunlin db push --renames ask
  ends 1 D1011
}

# ---- --force-reset ----

emptied_first() {
  with_a_row
  sql 'CREATE TABLE _prisma_migrations (x INTEGER)'
  sql 'CREATE TABLE "Stray" (x INTEGER)'
  models "$(user 'email String @unique')"
  dunlin db push --force-reset
  ends 0
  has "$output" 'was emptied'
  is "$(tables)" User
  fails has_history
  is "$(sql 'SELECT count(*) FROM "User"')" 0
  dunlin db push --force-reset --json
  ends 0
  is_document
  is "$(json '$.reset')" 1
}

@test "push: --force-reset begins with nothing (SQLite)" {
  on_sqlite
  emptied_first
}

@test "push: --force-reset begins with nothing (PostgreSQL)" {
  on_postgres
  emptied_first
}

@test "push: --force-reset is refused to agents and in production" {
  on_sqlite
  with_a_row
  export CLAUDECODE=1
  dunlin db push --force-reset
  ends 1 D1012
  unset CLAUDECODE
  DUNLIN_ENV=production dunlin db push --force-reset
  ends 1 D1025
  the_row_is_there
  export CLAUDECODE=1 PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION='yes, empty it'
  dunlin db push --force-reset
  ends 0
}

@test "push: in projects of Prisma 7 agents may not lose data" {
  on_sqlite
  with_a_row
  models "$(user 'age Int?')"
  export CLAUDECODE=1
  sed -i '/url /d' prisma/schema.prisma
  export DATABASE_URL="file:$file" DUNLIN_PRISMA_VERSION=7
  dunlin db push --accept-data-loss
  ends 1 D1012
  the_row_is_there
  unset CLAUDECODE
  dunlin db push --accept-data-loss
  ends 0
  lacks "$errors" 'prisma generate'
}
