#!/usr/bin/env bats
# dunlin migrate reset: whom it asks, what it deletes, and what it must not delete.

load helper

# A deployed database with a row of the user's.
with_data() {
  three_migrations
  "$DUNLIN" migrate deploy >/dev/null 2>&1
  sql "INSERT INTO \"User\" (id, email) VALUES (1, 'a@example.org')"
}

nothing_is_lost() {
  is "$(sql 'SELECT count(*) FROM "User"')" 1
}

was_reset() {
  is "$(sql 'SELECT count(*) FROM "User"')" 0
  is "$(history)" "20240101000000_init|applied|1|null
20240102000000_posts|applied|1|null
20240103000000_name|applied|1|null"
}

# ---- --force ----

forced() {
  with_data
  sql 'CREATE TABLE "Stray" (id INTEGER)'
  sql 'CREATE VIEW "View" AS SELECT 1 AS one'
  dunlin migrate reset --force
  ends 0
  is "$(tables)" "Post User"
  was_reset
  dunlin migrate reset -f --json
  ends 0
  is_document
  is "$(json '$.applied[2].name')" 20240103000000_name
}

@test "reset: --force empties and applies all (SQLite)" {
  on_sqlite
  forced
  is "$(sql "SELECT count(*) FROM sqlite_master WHERE type = 'view'")" 0
}

@test "reset: --force empties and applies all (PostgreSQL)" {
  on_postgres
  forced
  is "$(sql "SELECT count(*) FROM pg_views WHERE schemaname = 'public'")" 0
}

@test "reset: a database that is missing is made" {
  on_sqlite
  three_migrations
  dunlin migrate reset --force
  ends 0
  was_reset
}

@test "reset: a database that is missing is made (PostgreSQL)" {
  on_postgres
  three_migrations
  dunlin migrate reset --force
  ends 0
  was_reset
}

after_a_failed_migration() {
  failing_migrations
  dunlin migrate deploy
  ends 1 P3018
  migration 20240102000000_broken 'CREATE TABLE "Half" (id INTEGER);'
  dunlin migrate reset --force
  ends 0
  is "$(tables)" "Half Last User"
  is "$(sql 'SELECT count(*) FROM _prisma_migrations')" 3
}

@test "reset: ends a failed state (SQLite)" {
  on_sqlite
  after_a_failed_migration
}

@test "reset: ends a failed state (PostgreSQL)" {
  on_postgres
  after_a_failed_migration
}

@test "reset: a database with tables and no history (no P3005)" {
  on_postgres
  create_database
  sql "CREATE TABLE \"Other\" (id INT); CREATE TYPE mood AS ENUM ('good'); CREATE SEQUENCE s;
       CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"
  three_migrations
  dunlin migrate reset --force
  ends 0
  is "$(tables)" "Post User"
  is "$(sql "SELECT (SELECT count(*) FROM pg_type WHERE typname = 'mood') + (SELECT count(*) FROM pg_proc WHERE proname = 'f')")" 0
}

@test "reset: a migration that fails afterwards is P3018" {
  on_sqlite
  failing_migrations
  dunlin migrate reset --force
  ends 1 P3018
  is "$(tables)" User
}

@test "reset: no migrations: an empty database with the table" {
  on_sqlite
  with_data
  rm -r prisma/migrations/2*
  dunlin migrate reset --force
  ends 0
  is "$(tables)" ""
}

# ---- SQLite's ways ----

@test "reset: everything in an SQLite file, also triggers, sequences and a journal mode" {
  on_sqlite
  with_data
  sql 'PRAGMA journal_mode = WAL; CREATE TABLE s (id INTEGER PRIMARY KEY AUTOINCREMENT);
       INSERT INTO s DEFAULT VALUES; CREATE TRIGGER tr AFTER INSERT ON s BEGIN SELECT 1; END;
       PRAGMA user_version = 7' >/dev/null
  dunlin migrate reset --force
  ends 0
  is "$(tables)" "Post User"
  is "$(sql "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")" 0
  is "$(sql 'PRAGMA integrity_check')" ok
}

@test "reset: a file that is no database is left as it is" {
  on_sqlite
  three_migrations
  seq 1 1000 >"$file"
  before=$(fingerprint)
  dunlin migrate reset --force
  ends 1
  is "$(fingerprint)" "$before"
}

# ---- PostgreSQL's namespaces ----

@test "reset: the namespace of the URL only" {
  on_postgres
  create_database
  sql 'CREATE TABLE public."Keep" (id INT); CREATE SCHEMA other; CREATE TABLE other."Keep2" (id INT);
       CREATE SCHEMA app; CREATE TABLE app."Go" (id INT)'
  three_migrations
  DATABASE_URL="$postgres?schema=app" dunlin migrate reset --force
  ends 0
  is "$(tables)" "Keep Keep2 Post User"
  is "$(sql "SELECT schemaname FROM pg_tables WHERE tablename = '_prisma_migrations'")" app
}

@test "reset: the schemas of the datasource, the default one stays, without P3005" {
  on_postgres
  schema postgresql 'schemas  = ["s1", "s 2"]'
  create_database
  sql 'CREATE SCHEMA s1; CREATE TABLE s1."Go" (id INT); CREATE SCHEMA "s 2"; CREATE TABLE "s 2"."Go" (id INT);
       CREATE TABLE public."Keep" (id INT); CREATE SCHEMA other; CREATE TABLE other."Keep2" (id INT)'
  migration 1_init 'CREATE TABLE "s1"."New" (id INT);' 'CREATE TABLE "s 2"."New2" (id INT);'
  dunlin migrate reset --force
  ends 0
  is "$(tables)" "Keep Keep2 New New2"
  dunlin migrate reset --force
  ends 0
  is "$(tables)" "Keep Keep2 New New2"
  is "$(history)" "1_init|applied|1|null"
}

@test "reset: a user who does not own the namespace, but what is in it" {
  on_postgres
  create_database
  role app
  sql "CREATE SCHEMA app; GRANT ALL ON SCHEMA app TO \"$role\""
  url="postgresql://$role@${postgres#*@}?schema=app"
  migration 1_init "CREATE TYPE mood AS ENUM ('good');" 'CREATE TABLE t (m mood, id SERIAL PRIMARY KEY);' \
    'CREATE VIEW v AS SELECT * FROM t;'
  DATABASE_URL=$url dunlin migrate deploy
  ends 0
  sql 'INSERT INTO app.t DEFAULT VALUES'
  DATABASE_URL=$url dunlin migrate reset --force
  ends 0
  is "$(sql 'SELECT count(*) FROM app.t')" 0
}

@test "reset: P3016 where others own the tables, and nothing is lost" {
  on_postgres
  with_data
  role weak
  sql "GRANT USAGE, CREATE ON SCHEMA public TO \"$role\"; GRANT ALL ON ALL TABLES IN SCHEMA public TO \"$role\""
  DATABASE_URL="postgresql://$role@${postgres#*@}" dunlin migrate reset --force
  ends 1 P3016
  nothing_is_lost
  is "$(sql 'SELECT count(*) FROM _prisma_migrations')" 3
}

# ---- what is looked at before anything is deleted ----

@test "reset: P3019 before anything is deleted (SQLite)" {
  on_sqlite
  with_data
  lock mysql
  dunlin migrate reset --force
  ends 1 P3019
  nothing_is_lost
}

@test "reset: P3019 before anything is deleted (PostgreSQL)" {
  on_postgres
  with_data
  lock sqlite
  dunlin migrate reset --force
  ends 1 P3019
  nothing_is_lost
}

@test "reset: a script that cannot be read, before anything is deleted" {
  on_sqlite
  with_data
  rm prisma/migrations/20240103000000_name/migration.sql
  dunlin migrate reset --force
  ends 1 P3015
  nothing_is_lost
  script_bytes 20240103000000_name 'SELECT '"'"'\xff'"'"';'
  dunlin migrate reset --force --json
  ends 1
  is_document D1008
  nothing_is_lost
}

# ---- the question ----

@test "ask: yes" {
  on_sqlite
  with_data
  for yes in 'y\n' 'YES\n'; do
    sql "INSERT OR REPLACE INTO \"User\" (id, email) VALUES (1, 'a@example.org')"
    dunlin_answering "$yes" migrate reset
    ends 0
    was_reset
  done
}

@test "ask: no, nothing, anything else, Ctrl-C and the end of the input: 130, nothing is lost" {
  on_sqlite
  with_data
  for no in 'n\n' '\n' 'perhaps\n' '\x03' '\x04'; do
    dunlin_answering "$no" migrate reset
    ends 130
    nothing_is_lost
  done
}

@test "ask: what is lost is named" {
  on_postgres
  with_data
  dunlin_answering 'n\n' migrate reset
  ends 130
  has "$output" "$name"
  nothing_is_lost
}

@test "ask: --force on a terminal does not" {
  on_sqlite
  with_data
  dunlin_answering '' migrate reset --force
  ends 0
  was_reset
}

@test "ask: without a terminal: exit 1, --force is named, nothing is lost" {
  on_sqlite
  with_data
  dunlin migrate reset
  ends 1
  has "$errors" --force
  nothing_is_lost
  echo y >yes
  dunlin_reading yes migrate reset
  ends 1
  nothing_is_lost
  dunlin migrate reset --json
  ends 1
  is_document
  nothing_is_lost
}

@test "ask: on a terminal of a CI or a dumb one: exit 1, nothing is lost" {
  on_sqlite
  with_data
  for variable in CI GITHUB_ACTIONS BUILD_NUMBER TEAMCITY_VERSION; do
    export "$variable=1"
    dunlin_answering 'y\n' migrate reset
    ends 1
    unset "$variable"
  done
  nothing_is_lost
}

# ---- agents ----

@test "agents: refused, also with --force; the user's words lift it" {
  on_sqlite
  with_data
  for variable in CLAUDECODE=1 GEMINI_CLI=1 CURSOR_AGENT=1 OR_APP_NAME=Aider REPLIT_CLI=1 CODEX_SANDBOX=seatbelt; do
    export "${variable?}"
    dunlin migrate reset --force
    ends 1
    nothing_is_lost
    unset "${variable%=*}"
  done
  export CLAUDECODE=1
  dunlin migrate reset --force --json
  ends 1
  is_document
  dunlin_answering 'y\n' migrate reset
  ends 1
  nothing_is_lost
  PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION='yes, reset it' dunlin migrate reset --force
  ends 0
  was_reset
}

@test "agents: an empty consent is none; other values of the variables are no agents" {
  on_sqlite
  with_data
  CLAUDECODE=1 PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION='' dunlin migrate reset --force
  ends 1
  nothing_is_lost
  OR_APP_NAME=Other CODEX_SANDBOX=none CLAUDECODE='' dunlin migrate reset --force
  ends 0
}

@test "agents: deploy, status and resolve are free" {
  on_sqlite
  export CLAUDECODE=1
  three_migrations
  dunlin migrate deploy
  ends 0
  dunlin migrate status
  ends 0
}

# ---- the seed command afterwards ----

seeded() {
  printf '%s\n' '#!/bin/sh' 'echo seeded >>seeded' >seed
  chmod +x seed
  echo '{ "name": "x", "prisma": { "seed": "./seed" } }' >package.json
}

@test "seed: afterwards, unless it is skipped" {
  on_sqlite
  three_migrations
  seeded
  dunlin migrate reset --force
  ends 0
  is "$(cat seeded)" seeded
  rm seeded
  dunlin migrate reset --force --skip-seed --skip-generate
  ends 0
  PRISMA_MIGRATE_SKIP_SEED=1 dunlin migrate reset --force
  ends 0
  [ ! -e seeded ]
}

@test "seed: a failing one is exit 1; the database stays reset" {
  on_sqlite
  with_data
  seeded
  printf '#!/bin/sh\nexit 3\n' >seed
  dunlin migrate reset --force
  ends 1
  was_reset
  dunlin migrate reset --force --json
  ends 1
  is_document
}

@test "seed: never in a project of version 7" {
  on_sqlite
  three_migrations
  seeded
  printf 'datasource db {\n  provider = "sqlite"\n}\n' >prisma/schema.prisma
  DUNLIN_PRISMA_VERSION=7 DATABASE_URL="file:./prisma/dev.db" dunlin migrate reset --force
  ends 0
  [ ! -e seeded ]
}

@test "seed: not when the migrations failed" {
  on_sqlite
  failing_migrations
  seeded
  dunlin migrate reset --force
  ends 1 P3018
  [ ! -e seeded ]
}
