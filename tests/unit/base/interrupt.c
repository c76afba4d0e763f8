/* base/interrupt.h */
#include "base/interrupt.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

/* In a child, so that a signal that kills does not take the test with it. */
static int status_of_child(int signal_number, int times)
{
    pid_t child = fork();
    if (child == 0) {
        interrupt_install();
        for (int i = 0; i < times; i++)
            raise(signal_number);
        _exit(interrupt_requested() ? 10 : 11);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void the_first_signal_is_noted_and_the_second_kills(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < COUNT(signals); i++) {
        assert_int_equal(WEXITSTATUS(status_of_child(signals[i], 0)), 11);
        assert_int_equal(WEXITSTATUS(status_of_child(signals[i], 1)), 10);
        int killed = status_of_child(signals[i], 2);
        assert_true(WIFSIGNALED(killed));
        assert_int_equal(WTERMSIG(killed), signals[i]);
    }
    assert_false(interrupt_requested());
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(the_first_signal_is_noted_and_the_second_kills)};
    return RUN_TESTS(tests);
}
