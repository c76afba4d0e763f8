#!/usr/bin/env bats
# dunlin migrate diff with a folder of migrations as a side.

load helper

own_project() {
  export DUNLIN_CACHE="$BATS_TEST_TMPDIR/cache"
  lock "$database"
  three_migrations
  printf '\nmodel User {\n  id Int @id\n  email String\n  name String?\n}\n' >>prisma/schema.prisma
}

@test "diff: from migrations, in memory (SQLite)" {
  on_sqlite
  own_project
  dunlin migrate diff --from-migrations prisma/migrations --to-schema-datamodel prisma/schema.prisma --script
  ends 0
  has "$output" 'DROP TABLE "Post"'
  fails database_exists
  dunlin migrate diff --from-empty --to-migrations prisma/migrations --exit-code
  ends 2
  dunlin migrate diff --from-migrations prisma/migrations --to-migrations prisma/migrations --exit-code --script
  ends 0
  is "$output" '-- This is an empty migration.'
}

@test "diff: from migrations, on a shadow database (PostgreSQL)" {
  on_postgres
  own_project
  dunlin migrate diff --from-migrations prisma/migrations --to-schema-datamodel prisma/schema.prisma --script
  ends 1 D1005
  create_database
  dunlin migrate diff --from-migrations prisma/migrations --to-schema-datamodel prisma/schema.prisma --script \
    --shadow-database-url "$postgres"
  ends 0
  has "$output" 'DROP TABLE'
  # What was made is kept: the shadow database is not filled again.
  sql 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'
  dunlin migrate diff --from-migrations prisma/migrations --to-schema-datamodel prisma/schema.prisma --script \
    --shadow-database-url "$postgres"
  ends 0
  is "$(tables)" ""
}

@test "diff: a migration that does not run" {
  on_sqlite
  own_project
  migration 20240104000000_broken 'DROP TABLE missing;'
  dunlin migrate diff --from-migrations prisma/migrations --to-empty --script
  ends 1 P3006
}

@test "diff: a folder without a lock file" {
  on_sqlite
  own_project
  rm prisma/migrations/migration_lock.toml
  dunlin migrate diff --from-migrations prisma/migrations --to-empty --script
  ends 1 D1001
}
