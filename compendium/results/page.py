"""A replication as one HTML page that needs nothing beside it."""

from __future__ import annotations

from pathlib import Path

from compendium.results.report import (
    Replication,
    circumstances,
    data_states,
    difference_text,
    pages_of,
    place_text,
    state_word,
    tally,
    told_changes,
    verdict,
)
from compendium.templating import render

TEMPLATE = Path(__file__).with_name("report.html.jinja")
SIGNS = {"same": "✓", "differs": "≠", "missing": "−", "new": "+", "failed": "!"}


def report_page(replication: Replication) -> str:
    """The report as a page of HTML, its styles within it, without scripts."""
    results = [
        {
            "id": found.id,
            "kind": found.kind,
            "pages": pages_of(found, replication.pages),
            "state": found.state,
            "error": found.error,
            "changes": [
                {
                    "place": place_text(change),
                    "language": change.part.language,
                    "old": change.old,
                    "new": change.new,
                    "difference": difference_text(change),
                }
                for change in told_changes(found)
            ],
        }
        for found in replication.comparisons
    ]
    return render(
        TEMPLATE,
        all_same=replication.all_same,
        verdict=verdict(replication),
        tally=tally(replication.comparisons),
        signs=SIGNS,
        words=state_word,
        differing=[found for found in results if found["state"] != "same"],
        same=[found for found in results if found["state"] == "same"],
        executions=replication.executions,
        circumstances=circumstances(replication),
        other_packages=replication.record["other_packages"],
        data=data_states(replication),
        record=replication.record,
        locked_record=replication.locked_record,
    )
