#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/interrupt.h"

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

/* Where the child's output goes: -1 is where this process's goes. */
typedef struct Spawning {
    int output;
    int errors;
    bool no_input;
} Spawning;

/* Starts the program; the caller awaits its end. */
static bool spawn(Arena *arena, const TextList *words, const Environment *environment,
                  const Spawning *spawning, pid_t *child, Error *error)
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
    if (spawning->no_input)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (spawning->output >= 0)
        posix_spawn_file_actions_adddup2(&actions, spawning->output, STDOUT_FILENO);
    if (spawning->errors >= 0)
        posix_spawn_file_actions_adddup2(&actions, spawning->errors, STDERR_FILENO);
    int problem = posix_spawn(child, program, &actions, &attributes, arguments,
                              environment_strings(arena, environment));
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return problem == 0 || fail(error, ERROR_D1013, "the program '%.*s' could not be started: %s",
                                TEXT_ARG(name), strerror(problem)); // NOLINT(concurrency-mt-unsafe)
}

bool process_run(Arena *arena, const TextList *words, const Environment *environment,
                 bool quiet_output, ProcessEnd *end, Error *error)
{
    /* A Ctrl-C goes to the whole terminal: the child decides, and this process tells the end. */
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    sigaction(SIGINT, &ignore, &before);
    Spawning spawning = {.output = quiet_output ? STDERR_FILENO : -1, .errors = -1};
    pid_t child = 0;
    bool done = spawn(arena, words, environment, &spawning, &child, error);
    if (done && !await(child, end))
        done =
            fail(error, ERROR_D1013, "the end of '%.*s' was not told", TEXT_ARG(words->items[0]));
    sigaction(SIGINT, &before, NULL);
    return done;
}

/* --- listening --- */

enum { HEARD_MOST = 64 * 1024, TICK = 250 /* milliseconds */ };

/* The reading end of a pipe and what came through it. */
typedef struct Ear {
    int pipe; /* -1: closed */
    Buffer heard;
} Ear;

static void hear(Ear *ear)
{
    char piece[4096];
    ssize_t got = read(ear->pipe, piece, sizeof piece);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        close(ear->pipe);
        ear->pipe = -1;
        return;
    }
    if (ear->heard.length + (size_t)got > HEARD_MOST) { /* the end tells more than the beginning */
        size_t kept = HEARD_MOST / 2;
        memmove(ear->heard.data, ear->heard.data + ear->heard.length - kept, kept);
        ear->heard.length = kept;
    }
    buffer_add(&ear->heard, (Text){piece, (size_t)got});
}

/* Listens until both pipes are closed. The child is asked to end when the user interrupts. */
static void listen_to(const ProcessTask *task, pid_t child, Ear ears[2], bool *interrupted)
{
    int64_t ticked = clock_monotonic();
    while (ears[0].pipe >= 0 || ears[1].pipe >= 0) {
        struct pollfd pipes[2] = {{.fd = ears[0].pipe, .events = POLLIN},
                                  {.fd = ears[1].pipe, .events = POLLIN}};
        int ready = poll(pipes, 2, TICK);
        for (int i = 0; i < 2 && ready > 0; i++)
            if (pipes[i].revents)
                hear(&ears[i]);
        if (interrupt_requested() && !*interrupted) {
            *interrupted = true;
            kill(child, SIGTERM);
        }
        if (task->tick && clock_monotonic() - ticked >= TICK) {
            task->tick(task->context);
            ticked = clock_monotonic();
        }
    }
}

bool process_listen(Arena *arena, ProcessTask *task, Error *error)
{
    int pipes[2][2] = {{-1, -1}, {-1, -1}};
    pid_t child = 0;
    bool interrupted = false;
    bool done = (pipe2(pipes[0], O_CLOEXEC) == 0 && pipe2(pipes[1], O_CLOEXEC) == 0) ||
                fail(error, ERROR_D1013, "no pipe could be made for a program: %s",
                     strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    Spawning spawning = {.output = pipes[0][1], .errors = pipes[1][1], .no_input = true};
    done = done && spawn(arena, task->words, task->environment, &spawning, &child, error);
    Ear ears[2];
    for (int i = 0; i < 2; i++) {
        ears[i] = (Ear){pipes[i][0], BUFFER(arena)};
        if (pipes[i][1] >= 0)
            close(pipes[i][1]);
    }
    if (done)
        listen_to(task, child, ears, &interrupted);
    for (int i = 0; i < 2; i++)
        if (ears[i].pipe >= 0)
            close(ears[i].pipe);
    if (done && !await(child, &task->end))
        done = fail(error, ERROR_D1013, "the end of '%.*s' was not told",
                    TEXT_ARG(task->words->items[0]));
    task->output = buffer_text(&ears[0].heard);
    task->errors = buffer_text(&ears[1].heard);
    return done && (!interrupted || fail(error, ERROR_D1017, "interrupted"));
}
