#!/usr/bin/env bats
# dunlin db pull: what is written, where, and what stays.

load helper

a_database() {
  create_database
  sql 'CREATE TABLE users (id integer PRIMARY KEY NOT NULL, email text NOT NULL UNIQUE)'
  sql 'CREATE TABLE posts (id integer PRIMARY KEY NOT NULL, user_id integer NOT NULL REFERENCES users (id))'
}

writes_it() {
  a_database
  dunlin db pull
  ends 0
  has "$output" "2 models"
  cp prisma/schema.prisma first
  has "$(cat first)" "model users {"
  has "$(cat first)" "posts posts[]"
  has "$(cat first)" 'url      = env("DATABASE_URL")'
  dunlin db pull
  ends 0
  is "$(cat prisma/schema.prisma)" "$(cat first)"
  dunlin validate
  ends 0
}

@test "pull: writes the schema, and again the same (SQLite)" {
  on_sqlite
  writes_it
}

@test "pull: writes the schema, and again the same (PostgreSQL)" {
  on_postgres
  writes_it
}

keeps_names() {
  a_database
  cat >>prisma/schema.prisma <<'END'

/// Somebody who writes.
model Person {
  id       Int    @id
  /// where to write to
  mail     String @unique @map("email")
  articles Post[] @relation("Written")

  @@map("users")
}

model Gone {
  id Int @id
}

model Post {
  id       Int    @id
  authorId Int    @map("user_id")
  author   Person @relation("Written", fields: [authorId], references: [id])

  @@map("posts")
}
END
  dunlin db pull
  ends 0
  has "$errors" "Post.authorId"
  pulled=$(cat prisma/schema.prisma)
  has "$pulled" "/// Somebody who writes."
  has "$pulled" "/// where to write to"
  has "$pulled" 'articles Post[] @relation("Written")'
  has "$pulled" 'author   Person @relation("Written", fields: [authorId], references: [id], onDelete: NoAction, onUpdate: NoAction)'
  lacks "$pulled" "Gone"
  dunlin db pull --force
  ends 0
  lacks "$(cat prisma/schema.prisma)" "Person"
  has "$(cat prisma/schema.prisma)" "model users {"
}

@test "pull: keeps names and comments, but not with --force (SQLite)" {
  on_sqlite
  keeps_names
}

@test "pull: keeps names and comments, but not with --force (PostgreSQL)" {
  on_postgres
  keeps_names
}

@test "pull: --print writes nothing, and prints nothing else" {
  on_sqlite
  a_database
  sql 'CREATE TABLE log (line text)'
  cp prisma/schema.prisma before
  dunlin db pull --print
  ends 0
  is "$(cat prisma/schema.prisma)" "$(cat before)"
  has "$output" "model users {"
  lacks "$output" "Datasource"
  has "$errors" "//   - log"
}

@test "pull: --json is one document" {
  on_sqlite
  a_database
  sql 'CREATE TABLE log (line text)'
  dunlin db pull --print --json
  ends 0
  is_document
  is "$(jq -r '.models' <<<"$output")" 3
  is "$(jq -r '.warnings[0].kind' <<<"$output")" modelsWithoutIdentifier
  has "$(jq -r '.files[0].content' <<<"$output")" "model users {"
}

@test "pull: blocks stay in their files, new ones have a file of their own" {
  on_sqlite
  a_database
  mkdir prisma/schema
  mv prisma/schema.prisma prisma/schema/main.prisma
  printf 'model users {\n  id Int @id\n}\n' >prisma/schema/users.prisma
  dunlin db pull --schema prisma/schema --url "file:$PWD/prisma/dev.db"
  ends 0
  has "$(cat prisma/schema/users.prisma)" "email String  @unique"
  has "$(cat prisma/schema/introspected.prisma)" "model posts {"
  lacks "$(cat prisma/schema/main.prisma)" "model"
  dunlin db pull --schema prisma/schema --force --url "file:$PWD/prisma/dev.db"
  ends 0
  is "$(ls prisma/schema)" introspected.prisma
  has "$(cat prisma/schema/introspected.prisma)" "datasource db {"
}

@test "pull: an empty database is P4001" {
  on_sqlite
  create_database
  dunlin db pull
  ends 1 P4001
  lacks "$(cat prisma/schema.prisma)" model
}

@test "pull: a database that is missing is P1003, and is not made" {
  on_sqlite
  dunlin db pull
  ends 1 P1003
  [ ! -e prisma/dev.db ]
}

@test "pull: a schema with errors is P1012, with --force only when it cannot be read" {
  on_sqlite
  a_database
  printf 'model A {\n  id Unknown @id\n}\n' >>prisma/schema.prisma
  dunlin db pull
  ends 1 P1012
  dunlin db pull --force --print
  ends 0
  printf 'nonsense\n' >>prisma/schema.prisma
  dunlin db pull --force
  ends 1 P1012
}

@test "pull: namespaces of --schemas take the place of the datasource's" {
  on_postgres
  a_database
  sql 'CREATE SCHEMA other'
  sql 'CREATE TABLE other.users (id integer PRIMARY KEY)'
  dunlin db pull --schemas public,other
  ends 0
  has "$(cat prisma/schema.prisma)" 'schemas  = ["public", "other"]'
  has "$(cat prisma/schema.prisma)" "model other_users {"
  has "$(cat prisma/schema.prisma)" '@@schema("other")'
  has "$errors" "public_users"
}

@test "pull: introspect is its old name" {
  on_sqlite
  a_database
  dunlin introspect --print
  ends 0
  has "$output" "model users {"
}

@test "pull: extensions that the datasource lists are brought up to date, none is added" {
  on_postgres
  a_database
  sql 'CREATE EXTENSION citext'
  sql 'CREATE SCHEMA inner_one'
  sql 'CREATE EXTENSION hstore SCHEMA inner_one'
  sed -i 's/provider = "prisma-client-js"/&\n  previewFeatures = ["postgresqlExtensions"]/' prisma/schema.prisma
  dunlin db pull --print
  ends 0
  lacks "$output" "extensions ="
  sed -i 's/.*env("DATABASE_URL")/&\n  extensions = [small(map: "hstore", schema: "public"), unknown]/' prisma/schema.prisma
  dunlin db pull --print
  ends 0
  has "$output" 'extensions = [small(map: "hstore", schema: "inner_one")]'
}

begins_a_schema() {
  a_database
  rm -r prisma/schema.prisma
  dunlin db pull
  ends 1 D1002
  dunlin db pull --url "$1" --print
  ends 0
  has "$output" "model users {"
  [ ! -e schema.prisma ]
  dunlin db pull --url "$1"
  ends 0
  has "$(cat schema.prisma)" "datasource db {
  provider = \"$2\"
  url      = \"$1\"
}

model posts {"
  rm schema.prisma
  DUNLIN_PRISMA_VERSION=7 dunlin db pull --url "$1"
  ends 1 D1002
  dunlin db pull --url "$1" --schema prisma/schema.prisma
  ends 1 D1002
  [ ! -e schema.prisma ]
}

@test "pull: --url begins a schema where there is none, but not in version 7 (SQLite)" {
  on_sqlite
  begins_a_schema file:./prisma/dev.db sqlite
}

@test "pull: --url begins a schema where there is none, but not in version 7 (PostgreSQL)" {
  on_postgres
  begins_a_schema "$DATABASE_URL" postgresql
}

@test "pull: --url leaves the datasource as it is" {
  on_sqlite
  a_database
  cp prisma/dev.db other.db
  dunlin db pull --url file:./other.db --print
  ends 0
  has "$output" 'url      = env("DATABASE_URL")'
}

with_views() {
  sed -i 's/provider = "prisma-client-js"/&\n  previewFeatures = ["views"]/' prisma/schema.prisma
}

@test "pull: with the preview feature, views are blocks, and their queries files (PostgreSQL)" {
  on_postgres
  a_database
  # two tables: of one alone, version 16 and later do not name it before each column
  sql 'CREATE VIEW "long names" AS SELECT users.id, posts.user_id FROM users, posts WHERE length(users.email) > 20'
  dunlin db pull
  ends 0
  lacks "$(cat prisma/schema.prisma)" "view"
  with_views
  mkdir -p prisma/views/public prisma/views/gone
  touch prisma/views/public/old.sql prisma/views/gone/old.sql prisma/views/public/note.txt
  dunlin db pull
  ends 0
  has "$(cat prisma/schema.prisma)" "view long_names {"
  is "$(cat prisma/views/public/long_names.sql)" 'SELECT
  users.id,
  posts.user_id
FROM
  users,
  posts
WHERE
  (length(users.email) > 20);'
  touch -d '2001-01-01 12:00' prisma/views/public/long_names.sql
  dunlin db pull
  ends 0
  is "$(date -r prisma/views/public/long_names.sql +%Y)" 2001
  is "$(ls prisma/views)" public
  is "$(ls prisma/views/public)" "long_names.sql
note.txt"
}

@test "pull: what a schema says of a view stays (SQLite)" {
  on_sqlite
  a_database
  sql 'CREATE VIEW mails AS SELECT id, email FROM users'
  with_views
  cat >>prisma/schema.prisma <<'END'

/// All of them.
view Mail {
  id    Int    @unique
  email String

  @@map("mails")
}
END
  dunlin db pull
  ends 0
  has "$(cat prisma/schema.prisma)" "/// All of them.
view Mail {
  id    Int    @unique
  email String

  @@map(\"mails\")
}"
  has "$(cat prisma/views/main/Mail.sql)" "FROM
  users;"
}
