#include "base/process.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* The path of the program: as given when it has a slash, else the first match along PATH. */
static const char *find_program(Arena *arena, Text name, const Environment *environment)
{
    if (text_find_char(name, '/') >= 0)
        return text_cstr(arena, name);
    const Text *path = environment_get(environment, "PATH");
    Text rest = path ? *path : TEXT("/usr/local/bin:/usr/bin:/bin");
    while (rest.data) {
        Text folder = text_cut(&rest, ':');
        Text candidate = path_resolve(arena, folder.length ? folder : TEXT("."), name);
        if (file_is_file(candidate) && access(text_cstr(arena, candidate), X_OK) == 0)
            return text_cstr(arena, candidate);
    }
    return NULL;
}

static bool await(pid_t child, ProcessEnd *end)
{
    int state;
    while (waitpid(child, &state, 0) < 0)
        if (errno != EINTR)
            return false;
    *end = WIFSIGNALED(state) ? (ProcessEnd){128 + WTERMSIG(state), WTERMSIG(state)}
                              : (ProcessEnd){WEXITSTATUS(state), 0};
    return true;
}

bool process_run(Arena *arena, const TextList *words, const Environment *environment,
                 bool quiet_output, ProcessEnd *end, Error *error)
{
    if (words->count == 0)
        return fail(error, ERROR_D1013, "the command is empty");
    Text name = words->items[0];
    const char *program = find_program(arena, name, environment);
    if (!program)
        return fail(error, ERROR_D1013, "the program '%.*s' was not found", TEXT_ARG(name));
    char **arguments = NEW_ARRAY(arena, char *, words->count + 1);
    for (size_t i = 0; i < words->count; i++)
        arguments[i] = text_cstr(arena, words->items[i]);

    /* A Ctrl-C goes to the whole terminal: the child decides, and this process tells the end. */
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    sigaction(SIGINT, &ignore, &before);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGINT);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (quiet_output)
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    pid_t child;
    int problem = posix_spawn(&child, program, &actions, &attributes, arguments,
                              environment_strings(arena, environment));
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    bool done = problem == 0 && await(child, end);
    if (!done)
        fail(error, ERROR_D1013, "the program '%.*s' could not be started: %s", TEXT_ARG(name),
             strerror(problem ? problem : errno)); // NOLINT(concurrency-mt-unsafe)
    sigaction(SIGINT, &before, NULL);
    return done;
}
