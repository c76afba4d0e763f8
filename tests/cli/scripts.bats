#!/usr/bin/env bats
# What the scripts of migrations may hold, how they are run, and what a failing one leaves behind.

load helper

# applied: the deployment succeeds.
applied() {
  dunlin migrate deploy
  ends 0
}

# ---- transactions ----

@test "atomic: a failing script leaves nothing of itself (SQLite)" {
  on_sqlite
  failing_migrations
  dunlin migrate deploy
  ends 1 P3018
  is "$(tables)" User
}

@test "atomic: a script with BEGIN and COMMIT of its own (SQLite)" {
  on_sqlite
  migration 1_own 'BEGIN;' 'CREATE TABLE a (id INTEGER);' 'COMMIT;' 'CREATE TABLE b (id INTEGER);'
  applied
  is "$(tables)" "a b"
  migration 2_fails 'BEGIN TRANSACTION;' 'CREATE TABLE c (id INTEGER);' 'COMMIT;' \
    'CREATE TABLE d (id INTEGER);' 'INSERT INTO missing VALUES (1);'
  dunlin migrate deploy
  ends 1 P3018
  is "$(tables)" "a b c" # what it had committed stays
  is "$(history | tail -n 1)" "2_fails|failed|0|text"
}

@test "atomic: a script with BEGIN and COMMIT of its own (PostgreSQL)" {
  on_postgres
  migration 1_own 'BEGIN;' 'CREATE TABLE a (id INTEGER);' 'COMMIT;' 'CREATE TABLE b (id INTEGER);'
  applied
  is "$(tables)" "a b"
  migration 2_fails 'START TRANSACTION ISOLATION LEVEL SERIALIZABLE;' 'CREATE TABLE c (id INTEGER);' \
    'COMMIT;' 'CREATE TABLE d (id INTEGER);' 'INSERT INTO missing VALUES (1);'
  dunlin migrate deploy
  ends 1 P3018
  is "$(tables)" "a b c"
  is "$(history | tail -n 1)" "2_fails|failed|0|text"
}

@test "atomic: a script that fails inside its own transaction leaves nothing of that" {
  on_postgres
  migration 1_own 'BEGIN;' 'CREATE TABLE a (id INTEGER);' 'INSERT INTO missing VALUES (1);' 'COMMIT;'
  dunlin migrate deploy
  ends 1 P3018
  is "$(tables)" ""
  is "$(history)" "1_own|failed|0|text"
}

leaves_a_transaction_open() {
  migration 1_open 'BEGIN;' 'CREATE TABLE a (id INTEGER);'
  migration 2_next 'CREATE TABLE b (id INTEGER);'
  dunlin migrate deploy
  # Either way the table tells the truth.
  if [ "$status" = 0 ]; then
    is "$(tables)" "a b"
    is "$(history)" "1_open|applied|1|null
2_next|applied|1|null"
  else
    is "$(tables)" ""
    is "$(history)" "1_open|failed|0|text"
  fi
}

@test "atomic: a script that leaves its transaction open (SQLite)" {
  on_sqlite
  leaves_a_transaction_open
}

@test "atomic: a script that leaves its transaction open (PostgreSQL)" {
  on_postgres
  leaves_a_transaction_open
}

@test "atomic: a script that rolls back, and one with savepoints" {
  on_postgres
  migration 1_back 'BEGIN;' 'CREATE TABLE a (id INT);' 'ROLLBACK;' 'CREATE TABLE b (id INT);'
  migration 2_save 'CREATE TABLE c (id INT);' 'SAVEPOINT s;' 'CREATE TABLE d (id INT);' 'ROLLBACK TO s;' 'RELEASE s;'
  dunlin migrate deploy
  [ "$status" = 0 ] || has "$errors" 2_save # a batch is no block: Prisma 6 cannot run this one either
  is "$(history | head -n 1)" "1_back|applied|1|null"
  has "$(tables)" b
  lacks " $(tables) " " a "
}

# ---- what PostgreSQL runs outside a transaction only ----

@test "outside: CREATE INDEX CONCURRENTLY alone" {
  on_postgres
  migration 1_init 'CREATE TABLE t (id INT);'
  migration 2_index '-- CreateIndex' 'CREATE INDEX CONCURRENTLY "t_id_idx" ON t (id);'
  applied
  is "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id_idx'::regclass")" t
  is "$(history | tail -n 1)" "2_index|applied|1|null"
}

@test "outside: CREATE INDEX CONCURRENTLY among other statements" {
  on_postgres
  migration 1_mixed 'CREATE TABLE t (id INT);' 'INSERT INTO t VALUES (1);' \
    'create /* ; */ unique index concurrently if not exists i ON t (id);' 'ALTER TABLE t ADD COLUMN n INT;' \
    'DROP INDEX CONCURRENTLY i;' 'VACUUM t;'
  applied
  is "$(sql "SELECT count(*) FROM information_schema.columns WHERE table_name = 't'")" 2
  is "$(history)" "1_mixed|applied|1|null"
}

@test "outside: a failing concurrent index tells what is applied and what is not" {
  on_postgres
  migration 1_mixed 'CREATE TABLE t (id INT);' 'INSERT INTO t VALUES (1), (1);' \
    'CREATE UNIQUE INDEX CONCURRENTLY i ON t (id);' 'CREATE TABLE u (id INT);'
  dunlin migrate deploy --json
  ends 1
  is_document P3018
  is "$(json '$.error.meta.database_error_code')" 23505
  is "$(json '$.error.line')" 3
  is "$(tables)" t
  is "$(history)" "1_mixed|failed|0|text"
  dunlin migrate deploy
  ends 1 P3009
}

@test "outside: a new value of an enum used in the same script" {
  on_postgres
  migration 1_init "CREATE TYPE mood AS ENUM ('good');" 'CREATE TABLE t (m mood);'
  migration 2_value "ALTER TYPE mood ADD VALUE 'bad';" "ALTER TABLE t ALTER COLUMN m SET DEFAULT 'bad';" \
    "INSERT INTO t VALUES ('bad');"
  applied
  is "$(sql 'SELECT m FROM t')" bad
  is "$(history | tail -n 1)" "2_value|applied|1|null"
}

@test "outside: an enum made and used in one script stays in one transaction" {
  on_postgres
  migration 1_init "CREATE TYPE mood AS ENUM ('good');" "ALTER TYPE mood ADD VALUE 'bad' BEFORE 'good';" \
    'CREATE TABLE t (m mood DEFAULT '"'good'"');'
  dunlin migrate deploy --json
  ends 0
  is "$(json '$.applied[0].oneTransaction')" 1
}

# ---- where a statement ends ----

@test "statements: functions, DO blocks and procedures with any quotes (PostgreSQL)" {
  on_postgres
  migration 1_code 'CREATE TABLE log (n SERIAL, t TEXT);' \
    "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS \$\$ BEGIN INSERT INTO log (t) VALUES ('f;'); RETURN 1; END; \$\$;" \
    "CREATE FUNCTION g() RETURNS text LANGUAGE plpgsql AS \$body\$ DECLARE x text := \$\$ ; \$\$; BEGIN /* ; /* ; */ ; */ RETURN x; END \$body\$;" \
    "CREATE FUNCTION h() RETURNS int AS 'BEGIN RETURN 1; END; -- it''''s; \$\$' LANGUAGE plpgsql;" \
    'CREATE FUNCTION i() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;' \
    "CREATE PROCEDURE p() LANGUAGE plpgsql AS \$\$ BEGIN INSERT INTO log (t) VALUES ('p'); END \$\$;" \
    "DO \$\$ BEGIN PERFORM f(); END; \$\$;" 'CALL p();' \
    "INSERT INTO log (t) VALUES (E'it\\'s; -- no comment'), (';');" \
    'CREATE TABLE "semi;colon" ("a;""b" INT);' '-- the end; of it'
  dunlin migrate deploy --json
  ends 0
  is "$(json '$.applied[0].oneTransaction')" 1
  is "$(sql 'SELECT t FROM log ORDER BY n' | paste -sd ,)" "f;,p,it's; -- no comment,;"
  is "$(sql 'SELECT g(), i()')" " ; |2"
}

@test "statements: a procedure that commits is run outside a transaction" {
  on_postgres
  migration 1_code 'CREATE TABLE log (n INT);' \
    "CREATE PROCEDURE p() LANGUAGE plpgsql AS \$\$ BEGIN INSERT INTO log VALUES (1); COMMIT; INSERT INTO log VALUES (2); END \$\$;"
  migration 2_call 'CALL p();'
  migration 3_block "DO \$\$ BEGIN DELETE FROM log; COMMIT; END \$\$;"
  applied
  is "$(sql 'SELECT count(*) FROM log')" 0
}

@test "statements: triggers and odd quotes (SQLite)" {
  on_sqlite
  migration 1_code 'CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT);' 'CREATE TABLE log (t TEXT);' \
    "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('a;'); INSERT INTO log SELECT CASE WHEN 1 THEN 'b' END; END;" \
    "INSERT INTO t (n) VALUES ('it''s; -- no comment /*');" \
    'CREATE TABLE [semi;colon] (`a;b` TEXT);' '/* ; /* not nested */ CREATE VIEW v AS SELECT 1;'
  dunlin migrate deploy --json
  ends 0
  is "$(json '$.applied[0].statements')" 6
  is "$(sql 'SELECT * FROM log' | paste -sd ,)" "a;,b"
}

@test "statements: COPY FROM STDIN is refused, and does not hang" {
  on_postgres
  migration 1_copy 'CREATE TABLE t (id INT);' 'COPY t FROM STDIN;' '1' '2' '\.'
  dunlin migrate deploy
  ends 1 P3018
  is "$(tables)" ""
}

@test "statements: a script of many statements in one go" {
  on_sqlite
  {
    echo 'CREATE TABLE t (id INTEGER);'
    for number in {1..2000}; do echo "INSERT INTO t VALUES ($number);"; done
  } >many.sql
  migration 1_many
  mv many.sql "$script"
  dunlin migrate deploy --json
  ends 0
  is "$(json '$.applied[0].statements')" 2001
}

# ---- what a script leaves behind in the session ----

@test "session: an empty search_path, as pg_dump writes it" {
  on_postgres
  migration 1_dump "SELECT pg_catalog.set_config('search_path', '', false);" 'SET default_table_access_method = heap;' \
    'SET row_security = off;' 'CREATE TABLE public.a (id INT);'
  migration 2_next 'CREATE TABLE b (id INT);'
  applied
  is "$(tables)" "a b"
  is "$(sql "SELECT count(*) FROM pg_tables WHERE tablename IN ('a', 'b', '_prisma_migrations') AND schemaname = 'public'")" 3
}

@test "session: a search_path of a script does not reach the next, nor the history" {
  on_postgres
  migration 1_path 'CREATE SCHEMA other;' "SET search_path = 'other';" 'CREATE TABLE a (id INT);'
  migration 2_next 'CREATE TABLE b (id INT);'
  applied
  is "$(sql "SELECT schemaname || '.' || tablename FROM pg_tables WHERE tablename IN ('a', 'b', '_prisma_migrations') ORDER BY 1" | paste -sd ' ')" \
    "other.a public._prisma_migrations public.b"
}

@test "session: a role that may not write the history" {
  on_postgres
  create_database
  role weak
  migration 1_role "SET ROLE \"$role\";" 'SELECT 1;'
  migration 2_next 'CREATE TABLE b (id INT);'
  migration 3_session "SET SESSION AUTHORIZATION \"$role\";" 'SELECT 1;'
  migration 4_next 'CREATE TABLE c (id INT);'
  applied
  is "$(sql "SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL")" 4
  is "$(sql "SELECT DISTINCT tableowner = (SELECT tableowner FROM pg_tables WHERE tablename = '_prisma_migrations') FROM pg_tables WHERE tablename IN ('b', 'c')")" t
}

@test "session: a failing script with another role and path is recorded all the same" {
  on_postgres
  create_database
  role weak
  migration 1_role "SET search_path = '';" "SET ROLE \"$role\";" 'SELECT 1 / 0;'
  dunlin migrate deploy
  ends 1 P3018
  is "$(history)" "1_role|failed|0|text"
}

@test "session: read-only and time limits of a script end with it" {
  on_postgres
  migration 1_set "SET statement_timeout = '1ms';" "SET default_transaction_read_only = on;" "SET standard_conforming_strings = off;"
  migration 2_next 'SELECT pg_sleep(0.05);' "CREATE TABLE b (t TEXT DEFAULT 'a\\b');"
  applied
  is "$(tables)" b
}

@test "session: foreign keys are enforced again behind a script that switched them off (SQLite)" {
  on_sqlite
  migration 1_off 'PRAGMA foreign_keys=OFF;' 'CREATE TABLE p (id INTEGER PRIMARY KEY);' \
    'CREATE TABLE c (p INTEGER REFERENCES p);' 'INSERT INTO c VALUES (7);'
  applied
  is "$(sql 'SELECT p FROM c')" 7
  migration 2_orphan 'INSERT INTO c VALUES (8);'
  dunlin migrate deploy
  ends 1 P3018
  is "$(sql 'SELECT count(*) FROM c')" 1
}

# ---- --script-mode ----

@test "mode batch: what Prisma 6 leaves (PostgreSQL: nothing)" {
  on_postgres
  failing_migrations
  dunlin migrate deploy --script-mode batch
  ends 1 P3018
  is "$(tables)" User
  is "$(history | tail -n 1)" "20240102000000_broken|failed|0|text"
}

@test "mode batch: a concurrent index among others is refused by the server, as with Prisma 6" {
  on_postgres
  migration 1_mixed 'CREATE TABLE t (id INT);' 'CREATE INDEX CONCURRENTLY i ON t (id);'
  dunlin migrate deploy --script-mode=batch --json
  ends 1
  is_document P3018
  is "$(json '$.error.meta.database_error_code')" 25001
  is "$(tables)" ""
}

@test "mode batch: what Prisma 6 leaves (SQLite: the statements before)" {
  on_sqlite
  failing_migrations
  dunlin migrate deploy --script-mode batch
  ends 1 P3018
  is "$(tables)" "Half User"
  is "$(history | tail -n 1)" "20240102000000_broken|failed|0|text"
}

leaves_the_statements_before() {
  failing_migrations
  dunlin migrate deploy --script-mode statements
  ends 1 P3018
  is "$(tables)" "Half User"
  is "$(history | tail -n 1)" "20240102000000_broken|failed|0|text"
}

@test "mode statements: what Prisma 7 leaves (SQLite)" {
  on_sqlite
  leaves_the_statements_before
}

@test "mode statements: what Prisma 7 leaves (PostgreSQL)" {
  on_postgres
  leaves_the_statements_before
}

@test "mode statements: a concurrent index among others" {
  on_postgres
  migration 1_mixed 'CREATE TABLE t (id INT);' 'CREATE INDEX CONCURRENTLY i ON t (id);'
  dunlin migrate deploy --script-mode statements
  ends 0
  is "$(history)" "1_mixed|applied|1|null"
}

@test "mode: from the environment and from dunlin.toml; the option wins, then the variable" {
  on_sqlite
  failing_migrations
  echo 'script_mode = "statements" # as Prisma 7' >dunlin.toml
  dunlin migrate deploy
  is "$(tables)" "Half User"
  rm "$file"
  DUNLIN_SCRIPT_MODE=atomic dunlin migrate deploy
  is "$(tables)" "User"
  rm "$file"
  DUNLIN_SCRIPT_MODE=atomic dunlin migrate deploy --script-mode batch
  is "$(tables)" "Half User"
}

@test "mode: an unknown one is refused before anything is done" {
  on_sqlite
  three_migrations
  dunlin migrate deploy --script-mode both
  ends 1 D1016
  DUNLIN_SCRIPT_MODE=both dunlin migrate deploy
  ends 1 D1016
  echo 'script_mode = both' >dunlin.toml
  dunlin migrate deploy
  ends 1 D1016
  fails database_exists
}
