"""A small protocol that no rule has anything to say about, and changes to it."""

from collections.abc import Iterable
from typing import NamedTuple

from regimen.lint.run import Report, lint
from regimen.protocol.tree import parse_tree

FILE = "small.yaml"
SMALL = """\
format: 1
id: small
version: "1"
title: A small protocol
short: Small
notes:
  - The source gives no rule for held doses.
# more about it
references:
  trial: {kind: published, citation: "Smith AB, et al. Blood 2020;135:1-9"}
  guess: {kind: assumption, citation: "Teaching assumption; the sources give no value"}
  # more references
reference_day: {number: 1, event: first etoposide dose, source: trial, sources: {event: guess}}
cycle: {length: 28, count: 1, source: trial}
assumptions:
  strength:
    title: Etoposide dose
    reason: The source gives a range.
    default: usual
    sets:
      usual: {etoposide: 100 mg/m2}
      strong: {etoposide: 120 mg/m2}
agents:
  etoposide: {letter: E, products: [{form: concentrate, strength: 20 mg/mL}], source: trial}
  prednisone: {letter: P, products: [{form: tablet, strength: 5 mg}], source: trial}
  # more agents
ladder:
  default: low
  source: trial
  levels:
    low: {name: "prednisone 10 mg/day, days 1-5", values: {dose: 10 mg, days: 1-5}}
    high: {name: "prednisone 20 mg/day, days 1-5", values: {dose: 20 mg, days: 1-5}}
doses:
  - {agent: etoposide, block: E, dose: $strength.etoposide, route: IV, over: 1 h, days: 1-3, source: trial}
  - {agent: prednisone, block: P, dose: $level.dose, route: PO, days: $level.days, source: trial}
  # more doses
assessments:
  - {id: counts, name: Blood counts, letter: b, days: "8,15,22", before: 1, after: 1, source: trial}
dlt: {kind: count-recovery, last_day: 22, thresholds: {anc: 0.5, platelets: 50}, source: trial}
milestones:
  - {id: verdict, name: Day 22 verdict, day: 22, source: trial}
constraints:
  - {id: etoposide-first, first: E, then: P, source: trial}
"""

Change = tuple[str, str]


class Case(NamedTuple):
    """Changes to the small protocol that one rule questions once, and the nearest ones that no rule does."""

    rule: str
    name: str
    bad: tuple[Change, ...]
    good: tuple[Change, ...]


def case(rule: str, name: str, bad: str, good: str, *changes: Change) -> Case:
    """The same changes with something bad, or something good, in place of the @ in them."""
    return Case(rule, name, _filled(changes, bad), _filled(changes, good))


def _filled(changes: tuple[Change, ...], text: str) -> tuple[Change, ...]:
    assert any("@" in new for _, new in changes)
    return tuple((old, new.replace("@", text)) for old, new in changes)


def changed(changes: Iterable[Change], text: str = SMALL) -> str:
    """The text with passages, each of which must stand in it exactly once, replaced."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def linted(text: str) -> Report:
    """What lint has to say of a text that can be read."""
    report = lint(parse_tree(text.encode(), FILE))
    assert [str(misfit) for misfit in report.misfits] == []
    return report


def added(part: str, *, to: str) -> Change:
    """A change that adds a part to a section, or a section to the file, in front of its comment."""
    return f"# more {to}\n", f"{part}\n{'' if to == 'about it' else '  '}# more {to}\n"


def drug(name: str, letter: str, form: str = "solution", strength: str = "10 mg/mL", **more: str) -> Change:
    """A change that adds a drug; an empty form leaves the products out."""
    products = f"products: [{{form: {form}, strength: {strength}}}], " if form else ""
    keys = "".join(f"{key}: {value}, " for key, value in more.items())
    return "  # more agents\n", f"  {name}: {{letter: {letter}, {products}{keys}source: trial}}\n  # more agents\n"


def lines(*parts: str) -> Change:
    """A change that adds dose lines; their source is given."""
    return "  # more doses\n", "".join(f"  - {{{part}, source: trial}}\n" for part in parts)


def infused(name: str, dose: str, *keys: str, days: str = "8") -> str:
    """A dose line of an infusion."""
    return ", ".join((f"agent: {name}, dose: {dose}, route: IV, over: 1 h, days: {days}", *keys))


def note(text: str) -> Change:
    """A change of the note."""
    return "The source gives no rule for held doses.", f'"{text}"'


def etoposide(keys: str) -> Change:
    """A change that gives etoposide further keys."""
    return "etoposide: {letter: E, ", f"etoposide: {{letter: E, {keys}, "


def cycle(keys: str) -> Change:
    """Other cycles."""
    return "cycle: {length: 28, count: 1,", f"cycle: {{{keys},"


CYTARABINE = drug("cytarabine", "C")
NO_WINDOW = ("dlt: {kind: count-recovery, last_day: 22, thresholds: {anc: 0.5, platelets: 50}, source: trial}\n", "")
