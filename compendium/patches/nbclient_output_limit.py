"""A cell that puts out more than a limit is stopped, whatever else it has to say.

package: nbclient 0.11.0
reason: output is kept without limit, so that a loop that prints fills the memory
upstream: none found
"""

from __future__ import annotations

from typing import Any

from nbclient.exceptions import CellExecutionComplete
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode

# How many characters a cell may put out, counted as Python writes what the kernel sends. The largest figure of a
# chapter has a few hundred thousand.
OUTPUT_LIMIT = 5_000_000


class TooMuchOutput(RuntimeError):
    """A cell put out more than `OUTPUT_LIMIT`."""


class LimitedExecutor(ExecutePreprocessor):
    """Executes a notebook as nbconvert does; raises `TooMuchOutput` after too much output of one cell."""

    _output_size = 0

    def process_message(self, message: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        self._output_size += len(str(message["content"]))
        if self._output_size > OUTPUT_LIMIT:
            # nbclient then takes the kernel for dead, and ends it; a cell that is done already is refused afterwards.
            if self.task_poll_for_reply:
                self.task_poll_for_reply.cancel()
            raise CellExecutionComplete
        return super().process_message(message, cell, cell_index)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        self._output_size = 0
        try:
            return super().preprocess_cell(cell, resources, index)  # type: ignore[no-untyped-call, no-any-return]
        finally:
            if self._output_size > OUTPUT_LIMIT:
                raise TooMuchOutput(f"put out more than {OUTPUT_LIMIT:,} characters, the limit for one cell")
