#include "base/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t requested;
static bool held;

static void note(int signal_number)
{
    if (requested) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
    requested = 1;
}

void interrupt_install(void)
{
    struct sigaction action = {.sa_handler = note}; /* no SA_RESTART: waiting calls return */
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool interrupt_requested(void)
{
    return requested != 0 && !held;
}

bool interrupt_hold(bool on)
{
    bool was = held;
    held = on;
    return was;
}
