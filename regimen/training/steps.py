"""What the steps of an attempt at an exercise say, as the ledger holds it; what is half understood is not taken."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

Percent = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]


class Body(BaseModel):
    """What a step says."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    KIND: ClassVar[str]
    """What the ledger calls the step."""


class Begun(Body):
    """An exercise was begun."""

    KIND = "begun"
    case: str
    """Id of the case."""
    place: str
    """The same id for a case that comes with the program, else the file it was read from."""
    digest: str
    """Of the exercise; another one is another exercise under the same name."""
    learner: str | None
    """A code, never a name."""
    only: tuple[str, ...]
    """Items that are asked alone; all of them if empty."""


class Said(BaseModel):
    """One answer."""

    model_config = Body.model_config
    raw: Any
    """As a file or a screen holds it."""
    certainty: Percent | None = None
    """How certain the learner was."""
    seconds: Count | None = None
    """Time taken."""
    hints: Count = 0
    """How many hints were taken."""


class Answered(Body):
    """An item was answered, or answered anew."""

    KIND = "answered"
    item: str
    """Id of the item."""
    answer: Said
    """What stands from now on."""


class Came(BaseModel):
    """What became of one item."""

    model_config = Body.model_config
    share: Annotated[Decimal, Field(ge=0, le=1)]
    """What the answer was worth before hints were paid for."""
    hints: Count
    """How many hints were taken."""


class Finished(Body):
    """An attempt came to its end."""

    KIND = "finished"
    percent: Annotated[Decimal, Field(ge=0, le=100)]
    """The score."""
    sure: tuple[tuple[Percent, bool], ...]
    """Every certainty that was stated, with whether it was justified."""
    items: Mapping[str, Came]
    """By id, every item that was asked."""


BODIES: Mapping[str, type[Body]] = {one.KIND: one for one in (Begun, Answered, Finished)}
"""Kind of a step to what it says."""
