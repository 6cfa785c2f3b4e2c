"""What the panes beside the ladder say: next cohort, chances, paths, the decision table. No Textual."""

from collections.abc import Iterator

from regimen.errors import RegimenError
from regimen.escalation.decision import Action
from regimen.escalation.exact.paths import Branch
from regimen.escalation.intervals import exact_intervals
from regimen.escalation.showing import next_words, rule_words, shown_table, tally_words
from tui.trialbook import TrialBook

Part = tuple[str, str]
"""Text and what it is: `head`, `strong`, `quiet` or nothing."""
BESIDE = ("deescalate-six", "rolling-six", "boin:0.25")
"""Designs that are asked beside the one in force."""
_BAR = 24
_FULL, _PART = "█", " ▏▎▍▌▋▊▉"


def bar(share: float, width: int = _BAR) -> str:
    """A share of one as a bar of eighths."""
    eighths = round(share * width * 8)
    whole, rest = divmod(eighths, 8)
    return (_FULL * whole + (_PART[rest] if rest else "")).ljust(width)


def next_text(book: TrialBook) -> Iterator[Part]:
    """What comes next and why; what would come next if; what other designs say."""
    said = book.course.decision
    yield f"{_first(next_words(said, book.names))}\n", "head"
    yield f"{rule_words(said)}\n", ""
    if said.action is Action.HOLD:
        yield "Mark the pending subjects to go on: n no DLT, t DLT, x not evaluable.\n", "quiet"
    for one in book.course.departures:
        yield f"\nDeparture: {one.words}\n", "strong"
    if book.seat is not None:
        name = f"subject {book.seats.index(book.seat) + 1}"
        yield f"\nIf {name}, in focus, were\n", "head"
        for letter, words in book.what_if():
            yield f"  {letter:<16} {words}\n", ""
    yield "\nOther designs, same outcomes\n", "head"
    for design, course in book.beside(*BESIDE):
        yield f"  {design.name}: ", "strong"
        yield f"{next_words(course.decision, book.names)}\n", ""
    yield from _rates(book)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rates(book: TrialBook) -> Iterator[Part]:
    seen = [(level, book.course.state.at(level)) for level in range(1, book.levels + 1)]
    if any(tally.evaluable for _, tally in seen):
        yield "\nDLT rates seen, exact intervals\n", "head"
    for level, tally in seen:
        if tally.evaluable:
            intervals = "; ".join(
                f"{one.confidence:g} % {one.ends}" for one in exact_intervals(tally.dlts, tally.evaluable)
            )
            yield f"  {book.names[level - 1]}: {tally.dlts}/{tally.evaluable}, {intervals}\n", ""


def chances_text(book: TrialBook, level: int) -> Iterator[Part]:
    """The chances in force and what they lead to, from here and from the start; `level` is in focus."""
    yield "If the chance of a DLT were (up, down; , less, . more)\n", "head"
    for at in range(book.levels, 0, -1):
        chance = book.trial.chances[at - 1]
        yield (
            f"{'▸' if at == level else ' '} {book.names[at - 1]:<10} {chance:4.0%} {bar(chance)}\n",
            "strong" if at == level else "",
        )
    try:
        here, whole = book.forecast(), book.forecast(from_start=True)
    except RegimenError as error:
        yield f"\n{error.message}\n", "strong"
        return
    yield "\nLevel recommended at the end    from here   from the start\n", "head"
    for at in range(book.levels, 0, -1):
        now, before = here.p_select[at - 1], whole.p_select[at - 1]
        yield f"  {book.names[at - 1]:<10} {bar(now)} {now:6.1%}       {before:6.1%}\n", ""
    yield f"  {'none':<10} {bar(here.p_none)} {here.p_none:6.1%}       {whole.p_none:6.1%}\n", ""
    yield "\nExpected                        from here   from the start\n", "head"
    for name, values in (
        ("subjects", (here.expected_n, whole.expected_n)),
        ("DLTs", (here.expected_dlt, whole.expected_dlt)),
    ):
        yield f"  {name:<35} {values[0]:6.1f}       {values[1]:6.1f}\n", ""
    yield "\nExact, by adding up every path; the chances are yours, nothing is estimated from the outcomes.\n", "quiet"


def branch_words(branch: Branch, book: TrialBook) -> str:
    """`1NNT  38.6 %  stay: treat 3 at level 1`."""
    return f"{branch.cohort!s:<10} {branch.chance:6.1%}  {next_words(branch.decision, book.names)}"


def table_text(book: TrialBook) -> Iterator[Part]:
    """The decision table, the row that decides marked."""
    table, said = shown_table(book.design), book.course.decision
    yield f"{book.design.name}: {book.design.about}\n", "head"
    for row in table.rows:
        cells = dict(zip(table.heads, row, strict=True))
        words, source = cells.pop("words", ""), cells.pop("source")
        here = row[0] == said.row
        conditions = "  ".join(f"{name} {value}" for name, value in cells.items() if value and value != "any")
        yield f"\n{'▸' if here else ' '} {conditions}\n", "strong" if here else ""
        yield "".join(f"    {line}\n" for line in (words, f"[{source}]") if line), "" if here else "quiet"


def ladder_line(book: TrialBook, level: int) -> str:
    """A level in words, for copying."""
    return f"{book.names[level - 1]:<10} {tally_words(book.course.state.at(level))}"


def trial_text(book: TrialBook) -> str:
    """The whole as plain text, for copying."""
    lines = [f"{book.design.name} ({book.design.id}): {book.text or 'nobody yet'}"]
    lines += [ladder_line(book, level) for level in range(book.levels, 0, -1)]
    return "\n".join((*lines, *"".join(text for text, _ in next_text(book)).splitlines(), ""))
