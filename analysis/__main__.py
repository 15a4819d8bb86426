"""Commands of the compendium: python -m analysis COMMAND."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from importlib import import_module
from pkgutil import iter_modules

from . import commands
from .dating import BadDate
from .problems import DataError, refusal


def parser() -> argparse.ArgumentParser:
    """The commands and what each of them takes."""
    top = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    known = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for found in iter_modules(commands.__path__):
        command = import_module(f"{commands.__name__}.{found.name}")
        own = known.add_parser(found.name.replace("_", "-"), help=command.HELP, description=command.run.__doc__)
        if hasattr(command, "add_arguments"):
            command.add_arguments(own)
        own.set_defaults(run=command.run)
    return top


def _keep_warnings_to_own_code() -> None:
    """Where warnings are errors, let them be so for this project's code alone: others' would end a build in a traceback."""
    if sys.warnoptions:
        warnings.filterwarnings("ignore", module=r"(?!analysis\b|compendium\b|__main__)")
    # Jupyter Book and the kernels would inherit it.
    os.environ.pop("PYTHONWARNINGS", None)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    _keep_warnings_to_own_code()
    chosen = parser().parse_args(arguments)
    try:
        return chosen.run(chosen)
    except (BadDate, DataError) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        # Whoever read along, such as `head`, has seen enough; Python must not stumble over it again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(refusal(error), file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
