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

static void clearing_up_is_not_interrupted(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        interrupt_install();
        bool was = interrupt_hold(true);
        raise(SIGINT);
        bool quiet = !interrupt_requested();
        interrupt_hold(was);
        _exit(quiet && !was && interrupt_requested() ? 10 : 11);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_signal_is_noted_and_the_second_kills),
        TEST(clearing_up_is_not_interrupted),
    };
    return RUN_TESTS(tests);
}
