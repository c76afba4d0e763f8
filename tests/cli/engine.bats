#!/usr/bin/env bats
# Prisma's engine process: how it is started, and what it tells by exit status and standard error.

load helper

# as_engine WORD …: the program under the engine's name.
as_engine() {
  [ -e ./schema-engine ] || ln -s "$DUNLIN" ./schema-engine
  DUNLIN=./schema-engine dunlin "$@"
}

# asks METHOD PARAMETERS WORD …: one request to the engine; $output is the answer.
asks() {
  printf '{"id":1,"jsonrpc":"2.0","method":"%s","params":%s}\n' "$1" "$2" >request
  shift 2
  dunlin_reading request schema-engine "$@"
}

@test "the name makes the engine" {
  on_sqlite
  as_engine --version
  ends 0
  has "$output" "schema-engine-cli dunlin-"
  dunlin schema-engine --version
  has "$output" "schema-engine-cli dunlin-"
  as_engine --datamodels prisma/schema.prisma # nothing to read: the end
  ends 0
  is "$output" ""
}

checks() {
  dunlin schema-engine cli --datasource "$1" can-connect-to-database
  ends 1
  has "$(sed -n 2p <<<"$errors")" '"error_code":"P1003"'
  has "$(sed -n 2p <<<"$errors")" '"target":"schema_engine::logger"'
  as_engine --datasource "{\"url\":\"$1\"}" cli create-database
  ends 0
  is "$errors" ""
  dunlin schema-engine cli can-connect-to-database --datasource "$1"
  ends 0
}

@test "checking for a database and making it: sqlite" {
  on_sqlite
  checks "file:./prisma/dev.db"
  database_exists
}

@test "checking for a database and making it: postgres" {
  on_postgres
  checks "$DATABASE_URL"
  database_exists
}

@test "what cannot be started is told in the log" {
  dunlin schema-engine --datasource '{'
  ends 1
  has "$(sed -n 2p <<<"$errors")" '"level":"ERROR"'
  dunlin schema-engine cli drop-everything
  ends 1
  has "$(sed -n 2p <<<"$errors")" "drop-everything"
  dunlin schema-engine cli can-connect-to-database --datasource 'mysql://u:secret@h/d'
  ends 1
  lacks "$errors" secret
}

deploys() {
  local list
  list='{"migrationsList":{"baseDir":"/m","lockfile":{"path":"l","content":null},"migrationDirectories":[{"path":"1_a","migrationFile":{"path":"migration.sql","content":{"tag":"ok","value":"CREATE TABLE a (x INTEGER);"}}}]}}'
  create_database
  asks applyMigrations "$list" --datamodels prisma/schema.prisma
  ends 0
  has "$output" '"result":{"appliedMigrationNames":["1_a"]}'
  is "$(tables)" "a"
  has "$(history)" "1_a|applied|1"
  asks reset '{}' --datamodels prisma/schema.prisma
  has "$output" '"result":{}'
  is "$(tables)" ""
}

@test "applying what was handed over, and emptying: sqlite" {
  on_sqlite
  deploys
}

@test "applying what was handed over, and emptying: postgres" {
  on_postgres
  deploys
}

@test "standard error of a good run is empty, and a request too many ends nothing" {
  on_sqlite
  create_database
  printf '%s\n' x '{"id":2,"method":"getDatabaseVersion"}' >request
  dunlin_reading request schema-engine --datamodels prisma/schema.prisma
  ends 0
  is "$errors" ""
  has "$(sed -n 1p <<<"$output")" '"code":-32700'
  has "$(sed -n 2p <<<"$output")" '"id":2,"result":"SQLite 3.'
}
