"""Cells of a calendar or record, marks on them, and how marks are read."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from regimen.days import DAY_ONE, DayNumbering
from regimen.errors import ValueSyntaxError, nearest
from regimen.nomenclature import drug_name
from regimen.training.keys.key import NONE, Raw, told_as_answer

_MARK = re.compile(
    r"(?P<what>\S.*?)[\s,]+d(?:ay)?\s*(?P<day>[-−]?[0-9]{1,4})"
    r"(?P<words>(?:[\s,]+[a-z][a-z-]*){0,2})(?:[\s,]+(?P<certainty>[0-9]{1,3})\s*%?)?",
    re.IGNORECASE,
)
_NONE = re.compile(rf"\s*{NONE}(?:[\s,]+(?P<certainty>[0-9]{{1,2}}|100)\s*%?)?\s*", re.IGNORECASE)
_FIELDS = ("what", "day", "class", "category", "certainty")
_FULL = 100


class Cell(NamedTuple):
    """A place in a calendar or record."""

    what: str
    """Generic drug name, or id of an assessment."""
    day: int
    """Study day."""

    @property
    def words(self) -> str:
        """`mitoXANTRONE on Day 4`."""
        return f"{drug_name(self.what)} on Day {self.day}".replace("Day -", "Day −")


class Mark(NamedTuple):
    """One mark of a learner."""

    cell: Cell
    cls: str | None = None
    category: str | None = None
    certainty: int | None = None
    doubt: str = ""
    """Why the certainty that was stated cannot be read; the mark stands without it."""

    @property
    def words(self) -> str:
        """`mitoXANTRONE on Day 4, late, important`."""
        return ", ".join(part for part in (self.cell.words, self.cls, self.category) if part)


class Vocabulary(NamedTuple):
    """What marks may be made of."""

    names: Mapping[str, str]
    """Drug or assessment as it may be written, capitals aside, to what a cell names it by."""
    classes: Mapping[str, str]
    """Class to what it means; empty where no class is asked for."""
    categories: Mapping[str, str]
    """The same of categories."""
    numbering: DayNumbering = DAY_ONE
    """Which study days there are."""

    def mark(self, part: Any) -> Mark:
        """One mark, from a mapping or from text: `mitoxantrone d4 late important 80%`."""
        fields = _of_mapping(part) if isinstance(part, dict) else self._of_text(part)
        names = {name.lower(): what for name, what in self.names.items()}
        said = " ".join(fields["what"].lower().split())
        if said not in names:
            allowed = ", ".join(dict.fromkeys(self.names.values()))
            raise ValueSyntaxError(f"nothing here is called '{said[:40]}'{nearest(said, names)}", allowed=allowed)
        cls = _one_of("class", fields.get("class"), self.classes)
        category = _one_of("category", fields.get("category"), self.categories)
        mark = Mark(Cell(names[said], self._day(fields["day"])), cls, category)
        try:
            return mark._replace(certainty=percent_of(fields.get("certainty")))
        except ValueSyntaxError as error:
            return mark._replace(doubt=error.message)

    def _day(self, text: str) -> int:
        if not re.fullmatch(r"[-−]?[0-9]{1,4}", text, re.ASCII):
            raise ValueSyntaxError(f"'{text[:20]}' is no study day", allowed="a whole number")
        day = int(text.replace("−", "-"))
        with told_as_answer():
            self.numbering.offset(day)
        return day

    def _of_text(self, part: Any) -> dict[str, str]:
        """The fields of a mark in one line; class and category are told apart by what they are, not by their place."""
        match = _MARK.fullmatch(part.strip()) if isinstance(part, str) else None
        if match is None:
            shown = part if isinstance(part, str) else "a list"
            raise ValueSyntaxError(f"cannot read the mark '{shown[:40]}'", allowed="mitoxantrone d4 late important 80%")
        fields = {name: match[name] for name in ("what", "day", "certainty") if match[name] is not None}
        for word in match["words"].replace(",", " ").split():
            is_category = word.lower() in self.categories or not self.classes or "class" in fields
            fields["category" if is_category else "class"] = word
        return fields


def parts_of(raw: Raw) -> Iterator[Any]:
    """The single marks of an answer: a list, one mapping, or text with a line or `;` between; `none` has no part."""
    return (part for part in _split(raw) if not (isinstance(part, str) and (not part.strip() or _NONE.fullmatch(part))))


def sure_of_none(raw: Raw) -> int | None:
    """How certain `none 90%` is, where it is the whole answer and says so."""
    said = [match for part in _split(raw) if isinstance(part, str) and (match := _NONE.fullmatch(part))]
    return percent_of(said[0]["certainty"]) if len(said) == 1 and not any(True for _ in parts_of(raw)) else None


def _split(raw: Raw) -> list[Any]:
    return raw if isinstance(raw, list) else [raw] if isinstance(raw, dict) else re.split(r"[;\n]", str(raw))


def _of_mapping(part: Mapping[str, Any]) -> dict[str, str]:
    allowed = ", ".join(_FIELDS)
    if strange := [name for name in part if name not in _FIELDS]:
        raise ValueSyntaxError(f"a mark has no '{strange[0][:40]}'", allowed=allowed)
    if missing := [name for name in ("what", "day") if name not in part]:
        raise ValueSyntaxError(f"a mark needs '{missing[0]}'", allowed=allowed)
    return {name: str(value).strip() for name, value in part.items()}


def _one_of(name: str, said: str | None, known: Mapping[str, str]) -> str | None:
    if said is None or not known:
        return None
    if said.lower() not in known:
        raise ValueSyntaxError(f"no {name} '{said[:40]}'{nearest(said, known)}", allowed=", ".join(known))
    return said.lower()


def percent_of(said: object) -> int | None:
    """A certainty in percent, 0 to 100; None where none is stated."""
    if said is None:
        return None
    text = str(said).strip().removesuffix("%").strip()
    if not (re.fullmatch(r"[0-9]{1,3}", text, re.ASCII) and int(text) <= _FULL):
        raise ValueSyntaxError(f"'{text[:20]}' is no certainty", allowed="0 to 100 percent")
    return int(text)
