"""Many cases on several processes, and what they have come to."""
import collections
import multiprocessing
import sys
import time


def add_options(parser):
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--failures", type=int, default=10, help="how many failures to show")


def run_cases(work, cases, chosen, begin=None, begin_with=()):
    """Does `work` for each case, which gives counts, and a text when something is wrong; tells the sum, and exits.

    `begin` is called once in each process, before its first case.
    """
    start, tally, failures = time.monotonic(), collections.Counter(), []
    with multiprocessing.Pool(chosen.jobs, begin, begin_with) as pool:
        for counts, failure in pool.imap_unordered(work, cases):
            tally += counts
            if failure:
                failures.append(failure)
        pool.close()
        pool.join()
    for name, count in sorted(tally.items()):
        print(f"{count:8} {name}")
    for failure in failures[:chosen.failures]:
        print("=" * 100, failure, sep="\n")
    print(f"{len(failures)} failures of {len(cases)} cases in {time.monotonic() - start:.0f} s")
    sys.exit(bool(failures))
