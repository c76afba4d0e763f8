#include "rollback/backup/client_programs.h"

#include <glob.h>
#include <unistd.h>

#include "base/file.h"
#include "base/process.h"

/* Where those of several versions stand side by side: Debian, Fedora, Alpine, Homebrew, macOS. */
static const char *const places[] = {
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
};

int version_major(Text version)
{
    int major = 0;
    size_t at = 0;
    while (at < version.length && !is_digit(version.data[at]))
        at++;
    while (at < version.length && is_digit(version.data[at]) && major < 10000)
        major = major * 10 + (version.data[at++] - '0');
    return major;
}

/* "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)" */
static Text version_in(Text line)
{
    ptrdiff_t at = text_find(line, "(PostgreSQL) ");
    if (at < 0)
        return TEXT("");
    Text rest = text_slice(line, (size_t)at + strlen("(PostgreSQL) "), line.length);
    rest = text_cut(&rest, '\n');
    return text_cut(&rest, ' ');
}

typedef LIST_OF(ClientProgram) ClientPrograms;

/* Adds the program, when it is one and tells its version. */
static void look_at(Arena *arena, Text path, const Environment *environment, ClientPrograms *found)
{
    TextList words = {0};
    Error unused = {.arena = arena};
    if (!file_is_file(path) || access(text_cstr(arena, path), X_OK) != 0)
        return;
    list_add(arena, &words, path);
    list_add(arena, &words, TEXT("--version"));
    ProcessTask task = {.words = &words, .environment = environment};
    if (!process_listen(arena, &task, &unused) || task.end.status != 0)
        return;
    ClientProgram program = {.path = path, .version = version_in(task.output)};
    program.major = version_major(program.version);
    if (program.major)
        list_add(arena, found, program);
}

static void look_along_path(Arena *arena, const char *name, const Environment *environment,
                            ClientPrograms *found)
{
    const Text *path = environment_get(environment, "PATH");
    Text rest = path ? *path : TEXT("/usr/local/bin:/usr/bin:/bin");
    while (rest.data) {
        Text folder = text_cut(&rest, ':');
        if (folder.length)
            look_at(arena, path_resolve(arena, folder, text_from(name)), environment, found);
    }
}

static void look_in_places(Arena *arena, const char *name, const Environment *environment,
                           ClientPrograms *found)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        glob_t folders = {0};
        int problem = glob(places[i], 0, NULL, &folders); // NOLINT(concurrency-mt-unsafe)
        if (problem == 0)
            for (size_t j = 0; j < folders.gl_pathc; j++)
                look_at(arena, text_format(arena, "%s/%s", folders.gl_pathv[j], name), environment,
                        found);
        globfree(&folders);
    }
}

static const ClientProgram *oldest(const ClientPrograms *found, int major)
{
    const ClientProgram *best = NULL;
    for (list_each(ClientProgram, program, found))
        if (program->major >= major && (!best || program->major < best->major))
            best = program;
    return best;
}

static bool refuse(Arena *arena, const char *name, int major, const char *because,
                   const ClientPrograms *found, Error *error)
{
    Buffer list = BUFFER(arena);
    fail(error, ERROR_D1041, "%s %d or later is needed: %s", name, major, because);
    for (list_each(ClientProgram, program, found))
        buffer_add_format(&list, "%s%.*s is version %.*s", list.length ? "\n" : "",
                          TEXT_ARG(program->path), TEXT_ARG(program->version));
    if (list.length)
        error->detail = buffer_text(&list);
    else
        error_detail(error, "No %s was found at all.", name);
    return error_hint(error,
                      "install it: apt install postgresql-client-%d, dnf install postgresql%d, "
                      "apk add postgresql%d-client, or brew install postgresql@%d",
                      major, major, major, major);
}

bool client_program_find(Arena *arena, const char *name, int major, const char *because,
                         const Environment *environment, ClientProgram *program, Error *error)
{
    ClientPrograms found = {0};
    look_along_path(arena, name, environment, &found);
    const ClientProgram *best = oldest(&found, major);
    if (!best || best->major > major) { /* the very version may be somewhere else */
        look_in_places(arena, name, environment, &found);
        best = oldest(&found, major);
    }
    if (!best)
        return refuse(arena, name, major, because, &found, error);
    *program = *best;
    return true;
}
