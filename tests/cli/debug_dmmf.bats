#!/usr/bin/env bats
# dunlin debug dmmf: the document that generators receive.

load helper

# model LINE …: adds a model to the schema.
model() {
  { printf 'model User {\n'; printf '  %s\n' "$@"; printf '}\n'; } >>prisma/schema.prisma
}

@test "dmmf: a document on standard output, nothing on standard error, no database" {
  on_sqlite
  model 'id Int @id @default(autoincrement())' 'name String? @map("n") /// said'
  dunlin debug dmmf
  ends 0
  is "$errors" ""
  is "$(json '$.datamodel.models[0].name')" User
  is "$(json '$.datamodel.models[0].fields[0].default.name')" autoincrement
  is "$(json '$.datamodel.models[0].fields[1].dbName')" n
  is "$(json '$.datamodel.models[0].fields[1].documentation')" said
  is "$(json '$.datamodel.indexes[0].type')" id
  is "$(json '$.exitCode')" ""
  fails database_exists
}

@test "dmmf: a folder of files, and another schema" {
  on_sqlite
  mkdir parts
  mv prisma/schema.prisma parts/a.prisma
  printf 'model One {\n  id Int @id\n  two Two[]\n}\n' >parts/b.prisma
  printf 'model Two {\n  id Int @id\n  one One @relation(fields: [id], references: [id])\n}\n' >parts/c.prisma
  dunlin debug dmmf --schema parts
  ends 0
  is "$(json '$.datamodel.models[1].fields[1].relationName')" OneToTwo
}

@test "dmmf: --json has it in the usual document" {
  on_sqlite
  model 'id Int @id'
  dunlin debug dmmf --json
  ends 0
  is_document
  is "$(json '$.command')" "debug dmmf"
  is "$(json '$.datamodel.models[0].name')" User
}

@test "dmmf: an invalid schema is exit 1, and there is no document" {
  on_sqlite
  model 'id Nothing @id'
  dunlin debug dmmf
  ends 1 P1012
  has "$errors" schema.prisma:10
  is "$output" ""
  dunlin debug dmmf --json
  is_document
  is "$(json '$.diagnostics[0].line')" 10
  is "$(json '$.datamodel')" ""
}

@test "dmmf: warnings do not get into the document" {
  on_sqlite
  sed -i 's/prisma-client-js"/&\n  previewFeatures = ["driverAdapters"]/' prisma/schema.prisma
  model 'id Int @id'
  dunlin debug dmmf
  ends 0
  has "$errors" warning
  is "$(json '$.datamodel.models[0].name')" User
}

@test "dmmf: a long document arrives whole, and a reader that goes away does no harm" {
  on_sqlite
  for i in $(seq 600); do printf 'model M%s {\n  id Int @id\n}\n' "$i"; done >>prisma/schema.prisma
  dunlin debug dmmf
  ends 0
  is "$(json '$.datamodel.models[599].name')" M600
  dunlin debug dmmf --json
  is_document
  is "$(json '$.datamodel.indexes[599].model')" M600
  "$DUNLIN" debug dmmf 2>errors | head -c 10 >/dev/null
  is "$(<errors)" ""
  status=0
  "$DUNLIN" debug dmmf >/dev/full || status=$?
  is "$status" 1
}

# The documents of Prisma's own tests.
@test "dmmf: the same as the reference's for its examples" {
  corpus=${BATS_TEST_DIRNAME%/*/*}/../shared/corpus/psl/dmmf
  [ -d "$corpus" ] || skip "the corpus is not here"
  tried=0
  for schema in "$corpus"/*.prisma; do
    dunlin debug dmmf --schema "$schema"
    ends 0
    python3 - "$BATS_TEST_TMPDIR/stdout" "${schema%.prisma}.json" <<'END'
import json, sys
ours, theirs = (json.load(open(path)) for path in sys.argv[1:])
sys.exit(ours["datamodel"] != theirs)
END
    tried=$((tried + 1))
  done
  [ $tried -ge 7 ]
}
