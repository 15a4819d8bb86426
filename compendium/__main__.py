"""Commands of the compendium: python -m compendium COMMAND."""

from __future__ import annotations

import argparse
import os
import re
import sys
import warnings
from importlib import import_module
from pkgutil import iter_modules

from compendium import commands
from compendium.artefacts.suggestion import suggestion
from compendium.tables.problems import UserError, refusal


class _Version(argparse.Action):
    """Prints the version of the book and ends; it is read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from compendium.publish.references.metadata import read_metadata

        try:
            print(read_metadata().version)
        except UserError as error:
            parser.exit(1, f"{error}\n")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The commands and what each of them takes."""
    top = argparse.ArgumentParser(prog="python -m compendium", description=__doc__)
    top.add_argument(
        "--version", action=_Version, nargs=0, default=argparse.SUPPRESS, help="print the version of the book and end"
    )
    known = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for found in iter_modules(commands.__path__):
        command = import_module(f"{commands.__name__}.{found.name}")
        own = known.add_parser(found.name.replace("_", "-"), help=command.HELP, description=command.run.__doc__)
        if hasattr(command, "add_arguments"):
            command.add_arguments(own)
        own.set_defaults(run=command.run, own=own)
    return top


def _keep_warnings_to_own_code() -> None:
    """Where warnings are errors, they are so for this project's code alone: others' would end in a traceback."""
    if sys.warnoptions:
        warnings.filterwarnings("ignore", module=r"(?!analysis\b|compendium\b|__main__)")
    # Jupyter Book and the kernels would inherit it.
    os.environ.pop("PYTHONWARNINGS", None)


def _choice(arguments: list[str]) -> argparse.Namespace:
    """The command and what it is given; what it does not know ends here, with the usage of that command."""
    top = parser()
    chosen, unknown = top.parse_known_args(arguments)
    if unknown:
        # What stands before the command was meant for all of them.
        asked = top if unknown[0] in arguments[: arguments.index(chosen.command)] else chosen.own
        options = re.findall(r"--[\w-]+", asked.format_usage())
        hint = suggestion(unknown[0].partition("=")[0], options) if unknown[0].startswith("-") else ""
        asked.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
    return chosen


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    _keep_warnings_to_own_code()
    chosen = _choice(sys.argv[1:] if arguments is None else arguments)
    try:
        status = int(chosen.run(chosen))
        # What is left in the buffer goes here, where it is known what to do if nobody reads it any longer.
        sys.stdout.flush()
    except UserError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        # Whoever read along, such as `head`, has seen enough; Python must not stumble over it again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(refusal(error), file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
    else:
        return status
    return 1


if __name__ == "__main__":
    sys.exit(main())
