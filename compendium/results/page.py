"""A replication as one HTML page that needs nothing beside it."""

from __future__ import annotations

from pathlib import Path

from compendium.results import report
from compendium.templating import render

TEMPLATE = Path(__file__).with_name("report.html.jinja")
SIGNS = {"same": "✓", "differs": "≠", "missing": "−", "new": "+", "failed": "!"}


def report_page(replication: report.Replication) -> str:
    """The report as a page of HTML, its styles within it, without scripts."""
    return render(
        TEMPLATE,
        report=report,
        replication=replication,
        record=replication.record,
        locked_record=replication.locked_record,
        signs=SIGNS,
        differing=[found for found in replication.comparisons if found.state != "same"],
        same=[found for found in replication.comparisons if found.state == "same"],
    )
