/* Runs a program and prints its peak memory in KiB: peak PROGRAM [ARGUMENT …]. A small parent, since
 * Linux counts the memory of the process that was forked, too. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int state;
    struct rusage usage;
    if (count < 2)
        return 2;
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout))
            execv(arguments[1], arguments + 1);
        _exit(127);
    }
    if (wait4(child, &state, 0, &usage) < 0 || !WIFEXITED(state))
        return 1;
    printf("%ld\n", usage.ru_maxrss);
    return WEXITSTATUS(state);
}
