#!/usr/bin/env bats
# dunlin migrate diff with databases on one side or both.

load helper

# The schema of both products, and what makes its tables in the test's database.
users_and_posts() {
  cat >>prisma/schema.prisma <<'END'

model User {
  id    Int     @id @default(autoincrement())
  email String  @unique
  name  String? @default("nobody")
  posts Post[]
}

model Post {
  id       Int      @id @default(autoincrement())
  title    String
  at       DateTime @default(now())
  authorId Int
  author   User     @relation(fields: [authorId], references: [id], onDelete: Cascade)

  @@index([title])
}
END
  dunlin migrate diff --from-empty --to-schema-datamodel prisma/schema.prisma --script -o made.sql
  ends 0
  create_database
  sql $'\n'"$(cat made.sql)"
}

# Where the database is, for --from-url: SQLite's path is seen from the working folder.
url() {
  if [ "$database" = sqlite ]; then printf 'file:./prisma/dev.db'; else printf '%s' "$DATABASE_URL"; fi
}

there_and_back() {
  users_and_posts
  dunlin migrate diff --from-url "$(url)" --to-schema-datamodel prisma/schema.prisma --script --exit-code
  ends 0
  is "$output" '-- This is an empty migration.'
  dunlin migrate diff --from-schema-datasource prisma/schema.prisma --to-url "$(url)" --exit-code
  ends 0
  sql 'ALTER TABLE "User" ADD COLUMN "age" INTEGER'
  dunlin migrate diff --from-schema-datasource prisma/schema.prisma --to-schema-datamodel prisma/schema.prisma --exit-code
  ends 2
  has "$output" "- column age"
  dunlin migrate diff --from-schema-datamodel prisma/schema.prisma --to-url "$(url)" --script
  ends 0
  has "$output" '"age" INTEGER'
}

@test "SQLite: a database and its schema, either way" {
  on_sqlite
  there_and_back
}

@test "PostgreSQL: a database and its schema, either way" {
  on_postgres
  there_and_back
}

@test "SQLite: the history is left out" {
  on_sqlite
  three_migrations
  lock sqlite
  dunlin migrate deploy
  ends 0
  dunlin migrate diff --from-empty --to-url "$(url)" --script
  ends 0
  lacks "$output" _prisma_migrations
  has "$output" 'CREATE TABLE "Post"'
}

@test "PostgreSQL: nothing is written, and no right to write is needed" {
  on_postgres
  users_and_posts
  role reader
  before=$(fingerprint)
  dunlin migrate diff --from-url "${postgres/postgres@/$role@}" --to-empty --script
  ends 0
  has "$output" 'DROP TABLE "public"."User"'
  is "$(fingerprint)" "$before"
}

@test "PostgreSQL: directUrl, an .env file, a namespace of the URL" {
  on_postgres
  users_and_posts
  sql 'CREATE SCHEMA other; CREATE TABLE other.thing (id int PRIMARY KEY)'
  schema postgresql 'directUrl = env("DIRECT_URL")'
  printf 'DIRECT_URL="%s?schema=other"\n' "$postgres" >.env
  dunlin migrate diff --from-empty --to-schema-datasource prisma/schema.prisma --script
  ends 0
  has "$output" 'CREATE TABLE "other"."thing"'
  lacks "$output" User
}

@test "PostgreSQL: the namespaces that the other side lists" {
  on_postgres
  users_and_posts
  sql 'CREATE SCHEMA other; CREATE TABLE other.thing (id int PRIMARY KEY)'
  schema postgresql 'schemas = ["public", "other"]'
  dunlin migrate diff --from-schema-datamodel prisma/schema.prisma --to-url "$postgres" --script
  ends 0
  has "$output" 'CREATE TABLE "other"."thing"'
  has "$output" 'CREATE TABLE "public"."User"'
}

@test "PostgreSQL: a foreign key to a namespace that is not listed is P4002" {
  on_postgres
  users_and_posts
  sql 'CREATE SCHEMA other; CREATE TABLE other.thing (id int PRIMARY KEY);
       ALTER TABLE "User" ADD COLUMN thing int REFERENCES other.thing'
  dunlin migrate diff --from-empty --to-url "$postgres"
  ends 1 P4002
  has "$errors" "User_thing_fkey"
}

@test "the database of the configuration file" {
  on_sqlite
  users_and_posts
  sed -i '/url/d' prisma/schema.prisma
  printf 'export default { schema: "prisma/schema.prisma", datasource: { url: "file:./prisma/dev.db" } }\n' >prisma.config.ts
  dunlin migrate diff --from-config-datasource --to-schema prisma/schema.prisma --exit-code
  ends 0
  dunlin migrate diff --from-empty --to-config-datasource --json
  ends 0
  is_document
  is "$(json '$.steps[0].step')" CreateTable
}

@test "renames from a database" {
  on_sqlite
  users_and_posts
  sed -i 's/  name /  label /' prisma/schema.prisma
  dunlin migrate diff --from-url "$(url)" --to-schema prisma/schema.prisma --script --renames guess
  ends 0
  has "$output" 'RENAME COLUMN "name" TO "label"'
}

@test "databases that cannot be reached, and their secrets" {
  dunlin migrate diff --from-empty --to-url postgresql://u:secret@127.0.0.1:1/d
  ends 1 P1001
  lacks "$errors" secret
  dunlin migrate diff --from-empty --to-url file:./missing.db
  ends 1 P1003
  dunlin migrate diff --from-empty --to-url mysql://u:secret@h/d
  ends 1 D1006
  lacks "$errors" secret
}
