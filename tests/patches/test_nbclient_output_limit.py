"""nbclient keeps whatever a cell puts out; the limit itself is tested with the notebooks."""

import pytest
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat.v4 import new_code_cell, new_notebook

from compendium.patches.nbclient_output_limit import OUTPUT_LIMIT, LimitedExecutor, TooMuchOutput

MUCH = OUTPUT_LIMIT + 1


def notebook():
    return new_notebook(cells=[new_code_cell(f"print('x' * {MUCH})")])


def test_still_needed():
    executed, _ = ExecutePreprocessor(timeout=60, kernel_name="python3").preprocess(notebook())
    assert sum(len(output.text) for output in executed.cells[0].outputs) == MUCH + 1


def test_too_much_output_is_refused():
    with pytest.raises(TooMuchOutput, match="put out more than 5,000,000 characters"):
        LimitedExecutor(timeout=60, kernel_name="python3").preprocess(notebook())
