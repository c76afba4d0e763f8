#!/usr/bin/env bats
# Finding a project: the schema, the migrations, .env files, package.json, prisma.config.*, the URL.
#
# What was found is read from `migrate status --json`: the paths of schema and migrations folder, the
# database's name. The database is often missing, which is P1003 and does not matter here.

load helper

# at PATH [LINE …]: an SQLite schema there; without lines its URL is in DATABASE_URL.
at() {
  local path=$1
  shift
  [ $# -gt 0 ] || set -- 'url = env("DATABASE_URL")'
  mkdir -p "$(dirname "$path")"
  {
    printf 'datasource db {\n  provider = "sqlite"\n'
    printf '  %s\n' "$@"
    printf '}\n'
  } >"$path"
}

# found PATH: what the JSON of status tells of the project, without the project's folder.
found() {
  local value
  value=$(json "$1")
  printf '%s' "${value#"$project/"}"
}

finds_schema() {
  is "$(found '$.schema')" "$1"
}

finds_migrations() {
  is "$(found '$.migrationsFolder')" "$1"
}

finds_database() {
  is "$(json '$.datasource.database')" "$1"
}

look() {
  dunlin migrate status --json "$@"
}

begin() {
  rm -r prisma
  export DATABASE_URL=file:./dev.db
}

# ---- the schema (6) ----

@test "schema: schema.prisma, before prisma/schema.prisma" {
  begin
  at prisma/schema.prisma
  look
  finds_schema prisma/schema.prisma
  at schema.prisma
  look
  finds_schema schema.prisma
}

@test "schema: --schema is seen from the working folder, and wins" {
  begin
  at prisma/schema.prisma
  at "other place/db.prisma"
  look --schema "other place/db.prisma"
  finds_schema "other place/db.prisma"
  finds_migrations "other place/migrations"
  mkdir deep
  cd deep
  look --schema="../other place/db.prisma"
  finds_schema "other place/db.prisma"
}

@test "schema: nothing found, nothing at the given path: exit 1, and no other place is tried" {
  begin
  look
  ends 1
  is_document D1002
  at schema.prisma
  look --schema missing.prisma
  ends 1
  is_document D1002
  echo '{ "prisma": { "schema": "missing.prisma" } }' >package.json
  look
  ends 1
  is_document
  [ "$(json '$.error.code')" != P1003 ]
}

@test "schema: a folder, with every .prisma file below it and no other" {
  begin
  mkdir -p prisma/models
  printf 'model User {\n  id Int @id\n}\n' >prisma/models/user.prisma
  printf 'nonsense { {{{\n' >prisma/models/user.prisma.bak
  at prisma/deep/er/main.prisma
  look --schema prisma
  finds_schema prisma
  finds_database dev.db
}

@test "schema: a folder is never found by itself" {
  begin
  at prisma/schema/main.prisma
  look
  ends 1
  is_document D1002
}

@test "schema: a folder without a schema in it, or without a datasource" {
  begin
  mkdir prisma
  look --schema prisma
  ends 1
  is_document D1002
  echo 'generator client {}' >prisma/a.prisma
  look --schema prisma
  ends 1
  is_document P1012
}

@test "schema: package.json's, seen from that file, also from a folder below" {
  begin
  at db/main.prisma
  at schema.prisma
  echo '{ "name": "x", "prisma": { "schema": "./db/main.prisma" } }' >package.json
  look
  finds_schema db/main.prisma
  mkdir -p src/deep
  cd src/deep
  look
  finds_schema db/main.prisma
  look --schema ../../schema.prisma
  finds_schema schema.prisma
}

@test "schema: package.json's of a wrong type is an error, of another tool is none" {
  begin
  at schema.prisma
  echo '{ "prisma": { "schema": 7 } }' >package.json
  look
  ends 1
  is_document D1003
  echo '{ "prisma": { "prismaCommit": "abc" } }' >package.json
  look
  finds_schema schema.prisma
}

# ---- the migrations folder (6) ----

@test "migrations: beside the file with the datasource, as 5 and 6 have it" {
  begin
  printf 'model User {\n  id Int @id\n}\n' >user.prisma
  mkdir prisma
  mv user.prisma prisma
  at prisma/config/datasource.prisma
  mkdir -p prisma/config/migrations/1_a
  look --schema prisma
  finds_migrations prisma/config/migrations
  is "$(json '$.migrations')" 1
}

@test "migrations: in the schema's root folder, as 7 has it" {
  begin
  mkdir -p prisma/migrations/1_a prisma/models
  at prisma/models/main.prisma 'relationMode = "prisma"'
  DUNLIN_PRISMA_VERSION=7 look --schema prisma
  finds_migrations prisma/migrations
  is "$(json '$.migrations')" 1
}

# ---- .env files (7) ----

# env_file PATH LINE …
env_file() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "${@:2}" >"$1"
}

@test "env: .env beside package.json, from a folder below" {
  begin
  unset DATABASE_URL
  at schema.prisma
  echo '{ "name": "x" }' >package.json
  env_file .env 'DATABASE_URL=file:./root.db'
  look
  finds_database root.db
  mkdir -p packages/a
  cd packages/a
  at schema.prisma
  look
  finds_database root.db
}

@test "env: a package.json of the generated client is not the project's" {
  begin
  unset DATABASE_URL
  echo '{ "name": "x" }' >package.json
  env_file .env 'DATABASE_URL=file:./root.db'
  mkdir -p client
  cd client
  echo '{ "name": ".prisma/client" }' >package.json
  at schema.prisma
  look
  finds_database root.db
}

@test "env: beside --schema, then prisma/.env, then .env: the first that exists" {
  begin
  unset DATABASE_URL
  at db/main.prisma
  at prisma/schema.prisma
  env_file db/.env 'DATABASE_URL=file:./beside.db'
  env_file prisma/.env 'DATABASE_URL=file:./prisma.db'
  env_file .env 'DATABASE_URL=file:./here.db'
  look --schema db/main.prisma
  finds_database beside.db
  look
  finds_database prisma.db
  rm prisma/.env db/.env
  look
  finds_database here.db
  look --schema db/main.prisma
  finds_database here.db
}

@test "env: both files are read; the process wins, then the root's, then the schema's" {
  begin
  unset DATABASE_URL
  at prisma/schema.prisma 'url = env("DATABASE_URL")' 'directUrl = env("DIRECT")'
  echo '{ "name": "x" }' >package.json
  env_file .env 'DATABASE_URL=file:./root.db'
  env_file prisma/.env 'DIRECT=file:./direct.db'
  look
  finds_database direct.db
  env_file .env 'DATABASE_URL=file:./root.db' 'DIRECT=file:./root-direct.db'
  look
  finds_database root-direct.db
  DIRECT=file:./process.db look
  finds_database process.db
}

@test "env: the same variable with the same value in both files is no error, another value is told" {
  begin
  unset DATABASE_URL
  at prisma/schema.prisma
  echo '{ "name": "x" }' >package.json
  env_file .env 'DATABASE_URL=file:./root.db'
  env_file prisma/.env 'DATABASE_URL=file:./root.db'
  look
  finds_database root.db
  is "$errors" ""
  env_file prisma/.env 'DATABASE_URL=file:./other.db'
  look
  finds_database root.db
  has "$errors" DATABASE_URL
}

@test "env: .env.local and the like are not read" {
  begin
  unset DATABASE_URL
  at prisma/schema.prisma
  for other in local development production; do env_file .env.$other 'DATABASE_URL=file:./x.db'; done
  look
  ends 1
  is_document P1012
}

@test "env: quotes, export, comments, expansion with the process first" {
  begin
  unset DATABASE_URL
  at schema.prisma
  env_file .env '# comment' 'NAME=file' 'export DATABASE_URL="file:./${NAME}-${EXTRA}.db" # comment' "EXTRA='a b'"
  look
  finds_database "file-a b.db"
  NAME=process look
  finds_database "process-a b.db"
  env_file .env 'NAME=file' 'DATABASE_URL=file:./\${NAME}.db'
  look
  finds_database '${NAME}.db'
}

@test "env: what was read is told on standard error" {
  begin
  unset DATABASE_URL
  at prisma/schema.prisma
  env_file .env 'DATABASE_URL=file:./x.db'
  dunlin migrate status
  has "$errors" ".env"
  lacks "$output" ".env"
}

# ---- the URL (8) ----

@test "url: a variable that is missing, empty or blank; a wrong scheme: P1012 with the place" {
  begin
  at schema.prisma
  unset DATABASE_URL
  for value in "" " " "postgresql://h/d" "nonsense" "dev.db"; do
    DATABASE_URL=$value look
    ends 1
    is_document P1012
    is "$(json '$.error.line')" 3
  done
  look
  is_document P1012
  dunlin migrate deploy
  ends 1 P1012
  has "$errors" schema.prisma:3
}

@test "url: written into the schema" {
  begin
  unset DATABASE_URL
  at schema.prisma 'url = "file:./written.db"'
  look
  finds_database written.db
}

@test "url: directUrl is used, and must resolve; shadowDatabaseUrl need not" {
  begin
  at schema.prisma 'url = env("DATABASE_URL")' 'directUrl = env("DIRECT")' 'shadowDatabaseUrl = env("SHADOW")'
  DIRECT=file:./direct.db look
  finds_database direct.db
  look
  ends 1
  is_document P1012
  unset DATABASE_URL
  DIRECT=file:./direct.db look
  ends 1
  is_document P1012
}

@test "url: a prisma:// URL is refused" {
  begin
  printf 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n' >schema.prisma
  DATABASE_URL='prisma://accelerate.example.org/?api_key=abc' look
  ends 1
  is_document
}

@test "url: --url wins over all" {
  begin
  at prisma/schema.prisma
  look --url file:./given.db
  finds_database given.db
  dunlin migrate deploy --url file:./given.db
  ends 0
  [ -e given.db ] # seen from the working folder
}

@test "url: an SQLite path is seen from the schema's folder (6), from the working folder (7)" {
  begin
  at prisma/schema.prisma
  dunlin migrate deploy
  ends 0
  [ -e prisma/dev.db ]
  rm prisma/dev.db
  at prisma/schema.prisma 'relationMode = "prisma"'
  dunlin migrate deploy # without a configuration file: DATABASE_URL
  ends 0
  [ -e dev.db ] && [ ! -e prisma/dev.db ]
}

@test "url: the datasource's file in a folder is what a relative path is seen from" {
  begin
  mkdir -p prisma
  echo 'model User { id Int @id }' >prisma/a.prisma
  at prisma/config/main.prisma
  dunlin migrate deploy --schema prisma
  ends 0
  [ -e prisma/config/dev.db ]
}

@test "url: parameters, and odd characters in a path" {
  begin
  at schema.prisma
  DATABASE_URL='file:./a b%20c.db?connection_limit=1&socket_timeout=10' dunlin migrate deploy
  ends 0
  [ -e 'a b%20c.db' ]
  DATABASE_URL='file:.' look
  ends 1
  is_document P1013
  DATABASE_URL="file:$project/absolute.db" dunlin migrate deploy
  ends 0
  [ -e absolute.db ]
}

@test "url: providers that this version has no client for are told so" {
  begin
  for provider in mysql sqlserver mongodb cockroachdb; do
    printf 'datasource db {\n  provider = "%s"\n  url = env("DATABASE_URL")\n}\n' $provider >schema.prisma
    DATABASE_URL="$provider://h/d" look
    ends 1
    is_document D1006
  done
}

@test "datasource: comments, other blocks and odd layout in the schema" {
  begin
  unset DATABASE_URL
  cat >schema.prisma <<'END'
// datasource old { provider = "mysql" }
/// documentation
generator client {
  provider = "prisma-client-js"
  previewFeatures = ["multiSchema", "views"] // "}"
}
model A { // {
  id Int @id @default(dbgenerated("datasource x { }"))
  s String @default("} // \" {")
}
enum E { // }
 a
 b
 } datasource   my_db{
  url="file:./odd.db" // comment
	provider    =    "sqlite"
}
END
  look
  finds_database odd.db
  is "$(json '$.datasource.name')" my_db
}

@test "datasource: without one, without a provider, with an unknown one: P1012" {
  begin
  for text in 'generator client { }' 'datasource db {
  url = "file:x"
}' 'datasource db {
  provider = "oracle"
  url = "file:x"
}' 'datasource db {
  provider = env("P")
  url = "file:x"
}' 'datasource db {'; do
    printf '%s\n' "$text" >schema.prisma
    look
    ends 1
    is_document P1012
  done
}

# ---- prisma.config.* ----

# Skips while configuration files are not read.
reads_configuration() {
  begin
  echo 'export default { schema: "probe/main.prisma" };' >prisma.config.ts
  at probe/main.prisma
  look
  [ "$(found '$.schema')" = probe/main.prisma ] || skip "configuration files are not read yet"
  rm -r probe prisma.config.ts
}

# config NAME [LINE …]: a configuration file with these keys.
config() {
  mkdir -p "$(dirname "$1")"
  {
    printf 'import { defineConfig, env } from "prisma/config";\n\nexport default defineConfig({\n'
    printf '  %s,\n' "${@:2}"
    printf '});\n'
  } >"$1"
}

@test "config: its places, in order" {
  reads_configuration
  export DATABASE_URL=file:./dev.db
  for place in .config/prisma.config/index.cts .config/prisma.config.ts .config/prisma/index.ts .config/prisma.ts \
    prisma.config/index.ts prisma.config.cts prisma.config.mts prisma.config.cjs prisma.config.mjs prisma.config.ts \
    prisma.config.js .config/prisma7.ts prisma7.config.ts; do
    name=${place//[\/.]/_}
    at "schemas/$name.prisma"
    config "$place" "schema: \"$project/schemas/$name.prisma\""
    look
    finds_schema "schemas/$name.prisma"
  done
}

@test "config: not looked for above the working folder" {
  reads_configuration
  config prisma.config.ts 'schema: "x.prisma"'
  at below/schema.prisma
  cd below
  look
  finds_schema below/schema.prisma
}

@test "config: --config, its folder is what its paths are seen from" {
  reads_configuration
  at db/main.prisma
  mkdir -p db/history/1_a
  config db/my.config.ts 'schema: "main.prisma"' 'migrations: { path: "./history" }'
  look --config db/my.config.ts
  finds_schema db/main.prisma
  finds_migrations db/history
  config .config/prisma.ts 'schema: "../db/main.prisma"' 'migrations: { path: "../db/history" }'
  look
  finds_schema db/main.prisma
  is "$(json '$.migrations')" 1
}

@test "config: a missing file, a JSON file, one that cannot be parsed: exit 1, for every command" {
  reads_configuration
  at schema.prisma
  look --config missing.ts
  ends 1
  is_document D1003
  echo '{}' >prisma.config.json
  look
  ends 1
  is_document D1003
  rm prisma.config.json
  echo 'export default {{{' >prisma.config.ts
  look
  ends 1
  is_document
  dunlin db seed
  ends 1
}

@test "config: --schema and --url win over it, it wins over package.json" {
  reads_configuration
  at a.prisma
  at b.prisma
  at c.prisma
  config prisma.config.ts 'schema: "a.prisma"'
  echo '{ "prisma": { "schema": "b.prisma" } }' >package.json
  look
  finds_schema a.prisma
  look --schema c.prisma
  finds_schema c.prisma
}

@test "config: with one, no .env file is read, unless it asks for it" {
  reads_configuration
  unset DATABASE_URL
  at schema.prisma
  env_file .env 'DATABASE_URL=file:./env.db'
  config prisma.config.ts 'schema: "schema.prisma"'
  look
  ends 1
  is_document P1012
  sed -i '1i import "dotenv/config";' prisma.config.ts
  look
  finds_database env.db
  DATABASE_URL=file:./process.db look
  finds_database process.db
}

@test "config: the URL of version 7, in its forms" {
  reads_configuration
  at prisma/schema.prisma 'relationMode = "prisma"'
  export OTHER=file:./other.db
  for value in 'env("OTHER")' 'process.env.OTHER' 'process.env["OTHER"]!' 'process.env.OTHER as string' \
    'process.env.MISSING ?? process.env.OTHER' 'process.env.OTHER || "file:x"' '"file:./other.db"' '`${process.env.OTHER}`'; do
    config prisma.config.ts "datasource: { url: $value }"
    look
    finds_database other.db
  done
  dunlin migrate deploy
  ends 0
  [ -e other.db ] # seen from the working folder
}

@test "config: a variable that is not set is an error that names it; a value that needs JavaScript, its key" {
  reads_configuration
  unset DATABASE_URL
  at prisma/schema.prisma 'relationMode = "prisma"'
  config prisma.config.ts 'datasource: { url: env("NOT_SET") }'
  look
  ends 1
  is_document
  has "$(json '$.error.message')" NOT_SET
  config prisma.config.ts 'datasource: { url: compute(process.argv) }'
  look
  ends 1
  is_document D1004
  has "$(json '$.error.message')" url
  look --url file:./given.db
  finds_database given.db
}

@test "config: engine classic gives version 6 its URL; without it the schema's counts" {
  reads_configuration
  at schema.prisma
  config prisma.config.ts 'schema: "schema.prisma"' 'engine: "classic"' 'datasource: { url: "file:./classic.db", directUrl: "file:./direct.db" }'
  look
  finds_database direct.db
  config prisma.config.ts 'schema: "schema.prisma"' 'datasource: { url: "file:./ignored.db" }'
  look
  finds_database dev.db
}

@test "config: the seed command, which wins over package.json's" {
  reads_configuration
  config prisma.config.ts 'migrations: { seed: "echo from-config" }'
  echo '{ "prisma": { "seed": "echo from-package" } }' >package.json
  dunlin db seed
  ends 0
  has "$output" from-config
  lacks "$output" from-package
  config prisma.config.ts 'schema: "x.prisma"'
  dunlin db seed
  has "$output" from-package
}

@test "config: a function, a promise, module.exports, satisfies" {
  reads_configuration
  at db/main.prisma
  for text in 'export default { schema: "db/main.prisma" } satisfies PrismaConfig' \
    'module.exports = { schema: "db/main.prisma" }' \
    'const config = { schema: "db/main.prisma" }; export default config;' \
    'import path from "node:path"; export default { schema: path.join("db", "main.prisma") };'; do
    printf '%s\n' "$text" >prisma.config.ts
    look
    finds_schema db/main.prisma
  done
}

# ---- dunlin.toml ----

@test "dunlin.toml: the version whose rules hold; the variable wins; a wrong one is D1016 with the line" {
  begin
  at prisma/deep/main.prisma 'relationMode = "prisma"'
  mkdir -p prisma/migrations prisma/deep/migrations
  printf '# settings\nprisma = 6\n' >dunlin.toml
  look --schema prisma
  finds_migrations prisma/deep/migrations
  DUNLIN_PRISMA_VERSION=7 look --schema prisma
  finds_migrations prisma/migrations
  printf 'prisma = 4\n' >dunlin.toml
  look --schema prisma
  ends 1
  is_document D1016
  is "$(json '$.error.line')" 1
  printf '\nnonsense = 1\n' >dunlin.toml
  look
  is_document D1016
  is "$(json '$.error.line')" 2
}
