"""The extensions as a package of their own, as Sphinx finds them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "extensions"))
