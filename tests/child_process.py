"""A process of its own for what a test wants to kill."""

import os
import traceback


def in_a_child(work):
    """Run `work` in a process of its own, which ends with the status that it returns; gives the process's id."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            status = work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return child


def ended(child):
    """The exit status of a child; negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
