#!/usr/bin/env bats
# dunlin db execute: a script, without the history.

load helper

@test "execute: a file, and standard input (SQLite)" {
  on_sqlite
  create_database
  echo 'CREATE TABLE a (id INTEGER); INSERT INTO a VALUES (1);' >"a file.sql"
  dunlin db execute --file "a file.sql"
  ends 0
  is "$(sql 'SELECT id FROM a')" 1
  dunlin_reading "a file.sql" db execute --stdin
  ends 1 # the table is there already
  echo "INSERT INTO a VALUES (2) -- no semicolon" >more.sql
  dunlin_reading more.sql db execute --stdin --json
  ends 0
  is_document
  is "$(sql 'SELECT id FROM a' | paste -sd ' ')" "1 2"
  fails has_history
}

@test "execute: a file, and standard input (PostgreSQL)" {
  on_postgres
  create_database
  printf '%s\n' 'CREATE TABLE a (id INT);' "DO \$\$ BEGIN INSERT INTO a VALUES (1); END \$\$;" >script.sql
  dunlin db execute --file=script.sql
  ends 0
  echo 'INSERT INTO a VALUES (2)' >more.sql
  dunlin_reading more.sql db execute --stdin
  ends 0
  is "$(sql 'SELECT id FROM a' | paste -sd ' ')" "1 2"
  fails has_history
}

@test "execute: exactly one of --file and --stdin, a file that is there" {
  on_sqlite
  create_database
  echo 'SELECT 1;' >s.sql
  for arguments in "" "--file s.sql --stdin" "--file" "--file=" "--file missing.sql" "--file prisma" "--url file:./x.db --schema prisma/schema.prisma --stdin"; do
    # shellcheck disable=SC2086  # words
    dunlin db execute $arguments
    ends 1
    [ -n "$errors" ]
  done
  dunlin db execute --json --file missing.sql
  ends 1
  is_document
}

@test "execute: on PostgreSQL a failing script leaves nothing" {
  on_postgres
  create_database
  printf 'CREATE TABLE a (id INT);\nSELECT 1;\n  SELECT nonsense;\n' >script.sql
  dunlin db execute --file script.sql
  ends 1
  has "$errors" script.sql:3:10
  is "$(tables)" ""
  dunlin db execute --file script.sql --json
  is_document
  is "$(json '$.error.line'):$(json '$.error.column') $(json '$.error.databaseCode')" "3:10 42703"
}

@test "execute: on SQLite the statements before the failing one stay, and that is told" {
  on_sqlite
  create_database
  printf 'CREATE TABLE a (id INTEGER);\n\n-- comment\nSELECT nonsense;\nCREATE TABLE b (id INTEGER);\n' >script.sql
  dunlin db execute --file script.sql
  ends 1
  has "$errors" script.sql:4:
  is "$(tables)" a
  dunlin_reading script.sql db execute --stdin --json
  ends 1
  is_document
  is "$(json '$.error.line')" 1
}

@test "execute: a statement that cannot be in a transaction, alone" {
  on_postgres
  create_database
  echo 'VACUUM;' >script.sql
  dunlin db execute --file script.sql
  ends 0
}

@test "execute: --url, whatever the project says" {
  on_sqlite
  echo 'CREATE TABLE a (id INTEGER);' >script.sql
  : >other.db
  dunlin db execute --file script.sql --url file:./other.db
  ends 0
  is "$(sqlite3 other.db "SELECT name FROM sqlite_master")" a # seen from the working folder
  fails database_exists
  rm -r prisma
  DATABASE_URL="" dunlin db execute --file script.sql --url "file:$project/other.db"
  ends 1 # it is there already; the project was not looked for
  lacks "$errors" D1002
  dunlin db execute --file script.sql --url nonsense
  ends 1 P1013
  dunlin db execute --file script.sql --url mongodb://u:p@h/d
  ends 1
}

@test "execute: a missing database is P1003 and is not made" {
  on_sqlite
  echo 'SELECT 1;' >script.sql
  dunlin db execute --file script.sql
  ends 1 P1003
  fails database_exists
}

@test "execute: a missing database is P1003 and is not made (PostgreSQL)" {
  on_postgres
  echo 'SELECT 1;' >script.sql
  dunlin db execute --file script.sql
  ends 1 P1003
  fails database_exists
}

@test "execute: the namespace of the URL" {
  on_postgres
  create_database
  sql 'CREATE SCHEMA app'
  echo 'CREATE TABLE a (id INT);' >script.sql
  DATABASE_URL="$postgres?schema=app" dunlin db execute --file script.sql
  ends 0
  is "$(sql "SELECT schemaname FROM pg_tables WHERE tablename = 'a'")" app
}

@test "execute: an empty script, a mark, a NUL byte" {
  on_sqlite
  create_database
  : >empty.sql
  dunlin db execute --file empty.sql
  ends 0
  dunlin_reading /dev/null db execute --stdin
  ends 0
  printf '\xef\xbb\xbfCREATE TABLE a (id INTEGER);' >mark.sql
  dunlin db execute --file mark.sql
  ends 0
  printf 'CREATE TABLE b (id INTEGER);\0' >nul.sql
  dunlin db execute --file nul.sql
  ends 1 D1009
  is "$(tables)" a
}

@test "execute: a time limit of the URL (P1008)" {
  on_postgres
  create_database
  echo 'SELECT pg_sleep(20);' >script.sql
  SECONDS=0
  DATABASE_URL="$postgres?socket_timeout=1" dunlin db execute --file script.sql
  ends 1 P1008
  [ $SECONDS -lt 10 ]
}

@test "execute: another database's lock file is no matter" {
  on_sqlite
  create_database
  lock mysql
  echo 'CREATE TABLE a (id INTEGER);' >script.sql
  dunlin db execute --file script.sql
  ends 0
}

# refused CODE META SCRIPT: the script is refused with Prisma's code and what belongs to it.
refused() {
  echo "$3" >script.sql
  dunlin db execute --file script.sql --json
  ends 1
  is "$(json '$.error.code') $(json '$.error.meta')" "$1 $2"
}

@test "execute: what Prisma has a code for (PostgreSQL)" {
  on_postgres
  create_database
  sql 'CREATE TABLE a (id INT PRIMARY KEY, "B" INT, t VARCHAR(2), UNIQUE ("B", t))'
  sql "INSERT INTO a VALUES (1, 1, 'x')"
  refused P2002 '{"target":["id"]}' "INSERT INTO a VALUES (1, 2, 'y')"
  refused P2002 '{"target":["B","t"]}' "INSERT INTO a VALUES (2, 1, 'x')"
  refused P2000 '{"column_name":"(not available)"}' "INSERT INTO a VALUES (3, 3, 'long')"
  refused P2020 '{"details":"integer out of range"}' "INSERT INTO a VALUES (3, 3000000000, 'x')"
  refused P1014 '{"model":"none","kind":"table"}' "INSERT INTO none VALUES (1)"
  refused D1014 '{}' "INSERT INTO a VALUES (NULL, 3, 'x')"
}

@test "execute: what Prisma has a code for (SQLite)" {
  on_sqlite
  create_database
  sql 'CREATE TABLE a (id INTEGER PRIMARY KEY, "B" INTEGER, t TEXT, UNIQUE ("B", t)); INSERT INTO a VALUES (1, 1, 2)'
  refused P2002 '{"target":["id"]}' "INSERT INTO a VALUES (1, 2, 2)"
  refused P2002 '{"target":["B","t"]}' "INSERT INTO a VALUES (2, 1, 2)"
  refused D1014 '{}' "INSERT INTO none VALUES (1)"
}
