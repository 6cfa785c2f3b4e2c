"""Every bundled protocol as PDF in every kind that tells the whole plan: `python tests/campaigns/amounts_on_paper.py`.

The suite sets each protocol in one kind, the kinds in turn.
"""

import sys
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "printouts"))

from listing import laid
from pages import LIBRARY, WHOLE, printed, sheet

from regimen.printouts.words import amount_words
from regimen.protocol.shelf import load


def missing(name: str, kind: str) -> set[str]:
    """Amounts of doses that are not in the text of the PDF."""
    plan = laid(load(name))
    text = printed(sheet(kind, plan)).text
    return {words for entry in plan.schedule.doses if (words := amount_words(entry)) is not None and words not in text}


def main() -> int:
    """Set them all, and say what one lacks."""
    sheets = list(product(LIBRARY, WHOLE))
    lacking = {pair: found for pair in sheets if (found := missing(*pair))}
    for (name, kind), found in lacking.items():
        print(f"{name} as {kind} lacks {', '.join(sorted(found))}")
    print(f"{len(sheets)} sheets, {len(lacking)} lack an amount")
    return bool(lacking)


if __name__ == "__main__":
    sys.exit(main())
