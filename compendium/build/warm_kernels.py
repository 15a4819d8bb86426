"""Kernels that are forked from a process that has imported pandas, Altair and the study already.

An ordinary kernel takes most of its time to start and to import; a fork of a warm
process has that behind it. What it executes is as fresh as in any other kernel.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.process import BaseProcess
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

# What each chapter would import for itself; nothing of it starts a thread, which a fork would lose.
PRELOADED = ["ipykernel.kernelapp", "compendium.results.showing", "compendium.study"]


def can_fork() -> bool:
    """Whether this system has a process that forks others from a state without threads."""
    return "forkserver" in multiprocessing.get_all_start_methods()


@functools.cache
def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, "compendium.build.warm_study"])
    return context


def _run_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be a kernel, in a process of its own: what `python -m ipykernel_launcher` would be."""
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path.insert(0, "")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    # It ends with the process that forked it; without this it would tell how to end it by hand.
    IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


def _end_with_the_build() -> None:
    """End this kernel when the process that asked for it has ended, however that came about."""
    # The process that forked it lives as long as its forks do, and tells nothing of the one that began all of them.
    build = multiprocessing.parent_process()
    if build:
        build.join()
        os._exit(1)


class _Process:
    """A forked process as the few methods of `subprocess.Popen` that a provisioner calls."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        if self.pid and self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()


class _Provisioner(LocalProvisioner):
    """Forks a kernel where `LocalProvisioner` starts a program."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        arguments = cmd[cmd.index("-f") :]
        process = _context().Process(target=_run_kernel, args=(arguments, str(kwargs["cwd"]), kwargs["env"]))
        process.start()
        self.process = cast("Any", _Process(process))
        self.pid = process.pid
        return self.connection_info


class WarmKernelManager(AsyncKernelManager):
    """Manages a kernel that is forked from a warm process."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.provisioner = _Provisioner(kernel_id="", kernel_spec=self.kernel_spec, parent=self)
