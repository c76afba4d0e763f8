#!/usr/bin/env bats
# The command line itself: help, options, versions, completion, --json of every command.

load helper

# All commands, a line each.
commands() {
  "$DUNLIN" help --json >"$BATS_TEST_TMPDIR/commands"
  sqlite3 :memory: "SELECT json_extract(value, '\$.name')
    FROM json_each(CAST(readfile('$BATS_TEST_TMPDIR/commands') AS TEXT), '\$.commands')"
}

@test "help: the commands are there" {
  is "$(commands | sort | paste -sd ,)" \
    "backup create,backup list,backup restore,backup verify,completion,db execute,db pull,db push,db seed,debug dmmf,format,help,keep list,keep purge,migrate check,migrate deploy,migrate dev,migrate diff,migrate down,migrate down-script,migrate recover,migrate reset,migrate resolve,migrate status,migrate test,migrate up,schema-engine,validate,version"
}

@test "help: of every command, with an example and each of its options, exit 0" {
  commands >all
  while read -r command; do
    for flag in --help -h; do
      # shellcheck disable=SC2086  # words
      dunlin $command $flag
      ends 0
      is "$errors" ""
      has "$output" "
  dunlin $command" || has "$output" "(dunlin $command" # the example
      has "$output" --help
      [ "$command" = schema-engine ] || has "$output" --json # it speaks JSON anyway
    done
    # shellcheck disable=SC2086
    dunlin help $command
    ends 0
    is "$output" "$(<"$BATS_TEST_TMPDIR/stdout")"
  done <all
}

@test "help: what Prisma's commands take, these take" {
  for words in "migrate deploy:--schema --config" "migrate status:--schema --config" \
    "migrate resolve:--applied --rolled-back --schema --config" \
    "migrate reset:--force --skip-seed --skip-generate --schema --config -f," \
    "db execute:--file --stdin --url --schema --config" "db seed:--config" \
    "validate:--schema --config" "format:--check --schema --config"; do
    # shellcheck disable=SC2086
    dunlin ${words%%:*} --help
    for option in ${words#*:}; do has "$output" "$option"; done
  done
}

@test "help: no command, a group alone, and asking for it: standard output, exit 0" {
  for words in "" "--help" "-h" "help" "migrate" "db" "migrate --help" "db -h" "help migrate" "help db"; do
    # shellcheck disable=SC2086
    dunlin $words
    ends 0
    has "$output" "dunlin"
    is "$errors" ""
  done
}

@test "help: an unknown command is exit 1, on standard error" {
  for words in "nonsense" "migrate nonsense" "db nonsense" "introspect" "help nonsense" "--nonsense" "--schema x migrate status"; do
    # shellcheck disable=SC2086
    dunlin $words
    ends 1
    is "$output" ""
    [ -n "$errors" ]
  done
}

@test "options: an unknown one, one without its value, a value for none: exit 1, with the command's help" {
  on_sqlite
  three_migrations
  for words in "--nonsense" "-x" "--schema" "--schema --json=" "--dry-run=yes" "--wait" "--config" "---" "-schema x"; do
    # shellcheck disable=SC2086
    dunlin migrate deploy $words
    ends 1
    has "$errors" --dry-run
    is "$output" ""
  done
  fails database_exists
}

@test "options: --name value and --name=value, in front of and behind plain words, which are ignored" {
  on_sqlite
  three_migrations
  dunlin migrate deploy foo --schema prisma/schema.prisma bar
  ends 0
  dunlin migrate status --schema=prisma/schema.prisma
  ends 0
  dunlin migrate status foo --strict
  ends 0
}

@test "options: Prisma's forgotten ones are taken" {
  on_sqlite
  three_migrations
  dunlin migrate deploy --telemetry-information x --preview-feature --experimental --early-access
  ends 0
  for flag in --preview-feature --experimental --early-access; do
    # shellcheck disable=SC2086
    dunlin $flag migrate status
    ends 0
  done
}

@test "options: --config may stand in front of the command" {
  on_sqlite
  dunlin --config missing.config.ts migrate status
  ends 1
  has "$errors" missing.config.ts
}

@test "version: version, -v, --version, and as data" {
  dunlin version
  ends 0
  has "$output" dunlin
  expected=$output
  for words in -v --version; do
    dunlin $words
    ends 0
    is "$output" "$expected"
    dunlin $words --json
    ends 0
    is_document
    [[ $(json '$.dunlin') =~ ^[0-9]+\.[0-9]+\.[0-9]+ ]]
  done
}

@test "version: needs no project, and is not put off by a broken one" {
  echo 'nonsense {' >prisma/schema.prisma
  echo '{' >package.json
  dunlin version
  ends 0
}

@test "json: every command prints one document, whatever happens" {
  commands >all
  while read -r command; do
    # shellcheck disable=SC2086
    dunlin $command --json
    is_document
    is "$(json '$.command')" "$command"
    # shellcheck disable=SC2086
    dunlin $command --json --nonsense
    ends 1
    is_document D1001
    is "$errors" ""
  done <all
}

@test "json: completion scripts, too" {
  for shell in bash zsh fish; do
    dunlin completion $shell --json
    ends 0
    is_document
  done
}

@test "colours: none where there is no terminal, none with NO_COLOR or TERM=dumb, some on a terminal" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  lacks "$output$errors" $'\e['
  FORCE_COLOR=1 dunlin migrate status
  has "$output" $'\e['
  dunlin_answering '' migrate status
  ends 0
  has "$output" $'\e['
  NO_COLOR=1 dunlin_answering '' migrate status
  lacks "$output" $'\e['
}

@test "output: a reader that goes away does not hang or crash it" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  "$DUNLIN" migrate status --json 2>errors | true
  is "$(<errors)" ""
  status=0
  "$DUNLIN" migrate status >/dev/full 2>errors || status=$?
  is "$status" 1
}

@test "completion: bash understands the script, and completes" {
  dunlin completion bash
  ends 0
  bash -n "$BATS_TEST_TMPDIR/stdout"
  cat >try.bash <<'END'
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_dunlin
printf '%s\n' "${COMPREPLY[@]}" | sort | paste -sd ' '
END
  complete_with() { bash try.bash "$BATS_TEST_TMPDIR/stdout" "$@"; }
  is "$(complete_with dunlin m)" migrate
  is "$(complete_with dunlin migrate re)" "recover reset resolve"
  is "$(complete_with dunlin migrate deploy --dr)" --dry-run
  is "$(complete_with dunlin migrate deploy --dry-run --js)" --json
  is "$(complete_with dunlin db "")" "execute pull push seed"
  is "$(complete_with dunlin completion z)" zsh
  has "$(complete_with dunlin migrate resolve --)" --rolled-back
}

@test "completion: zsh understands the script" {
  command -v zsh >/dev/null || skip "zsh is not installed"
  dunlin completion zsh
  ends 0
  zsh -n "$BATS_TEST_TMPDIR/stdout"
}

@test "completion: fish understands the script" {
  command -v fish >/dev/null || skip "fish is not installed"
  dunlin completion fish
  ends 0
  fish -n "$BATS_TEST_TMPDIR/stdout"
}

@test "completion: every command and option is in each script" {
  for shell in bash zsh fish; do
    dunlin completion $shell
    ends 0
    for word in deploy status resolve reset execute seed version completion dry-run script-mode rolled-back; do
      has "$output" $word
    done
  done
  dunlin completion
  ends 1
  dunlin completion tcsh
  ends 1
}
