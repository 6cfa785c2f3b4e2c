"""What every key can do, and what it says of one answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from regimen.errors import RegimenError, ValueSyntaxError

if TYPE_CHECKING:
    from regimen.training.keys.cells import Cell

Raw = Any
"""An answer as a file or a screen holds it: text, a list of texts, or a mapping."""
NOTHING, HALF, ALL = Decimal(0), Decimal("0.5"), Decimal(1)
NONE = "none"
"""How an answer says that there is nothing: no day, no option, nothing to mark."""
Came = Literal["right", "partly right", "without cause", "missed"]
"""What became of a cell."""


class Sure(NamedTuple):
    """How certain one answer was, and whether it was right."""

    certainty: int
    """Percent."""
    right: bool


class Hits(NamedTuple):
    """Marks set against what there was to find."""

    found: int
    """Things to find that at least one mark lies on."""
    missed: int
    false: int
    """Marks where nothing was to be found."""


class Outcome(NamedTuple):
    """What became of one cell of a calendar or record."""

    cell: "Cell"
    came: Came
    told: str
    """Why, in a sentence: what is wrong there, or with the mark."""


class Judged(NamedTuple):
    """What a key says of an answer."""

    share: Decimal
    """0 wrong, 1 right, and partly right in between."""
    told: str
    """Why, in a sentence; empty where there is nothing to add."""
    given: str
    """The answer as it was understood."""
    misfits: tuple[str, ...] = ()
    """Parts of the answer that could not be read, and why."""
    hits: Hits | None = None
    """Of marks on cells."""
    outcomes: tuple[Outcome, ...] = ()
    """Of marks on cells: every mark, then every cell that was missed."""
    sure: tuple[Sure, ...] = ()
    """Certainty of each part of the answer that states its own."""


class Slip(NamedTuple):
    """A wrong answer that says what went wrong."""

    value: Any
    share: Decimal
    """What it still earns."""
    why: str
    within: Decimal = NOTHING
    """How far from a figure an answer may lie to be this one."""


class Key(Protocol):
    """The right answer of one item, and how any answer to it is read and judged."""

    @property
    def how(self) -> str:
        """How to answer, in words, as paper and screen say it."""

    @property
    def answer(self) -> Raw:
        """The right answer as an answer file holds it; judged, it earns everything."""

    @property
    def words(self) -> str:
        """The right answer for people."""

    def judge(self, raw: Raw) -> Judged:
        """What an answer is worth; raises ValueSyntaxError for one that cannot be read."""


def one_text(raw: Raw) -> str:
    """The answer where one value is meant; a list, a mapping or nothing is refused."""
    if isinstance(raw, list | dict):
        raise ValueSyntaxError("found several values where one is meant")
    if not (text := str(raw).strip()):
        raise ValueSyntaxError("the answer is empty", hint="leave the item out, or answer it")
    return text


def overlap(given: frozenset[Any], right: frozenset[Any]) -> Decimal:
    """The rule of partial credit for sets: what both hold, as a share of what either holds."""
    return Decimal(len(given & right)) / Decimal(len(given | right)) if given | right else ALL


def readable(key: Key, raw: Raw) -> None:
    """Raise what of an answer cannot be read, were it only a part of it: whoever types can still mend it."""
    if misfits := key.judge(raw).misfits:
        raise ValueSyntaxError("; ".join(misfits))


@contextmanager
def told_as_answer() -> Iterator[None]:
    """Tell a day that is not there as what it is in an answer: a value that cannot be read."""
    try:
        yield
    except ValueSyntaxError:
        raise
    except RegimenError as error:
        raise ValueSyntaxError(error.what, hint=error.hint) from error
