"""A story of decisions with consequences, as a teacher writes it."""

from pydantic import Field

from regimen.protocol.values import Id, Text
from regimen.training.shares import Share
from regimen.training.tasks.task import Task


class StoryOption(Task):
    """One way to decide."""

    words: Text
    """What would be done; where a figure decides, the answer as a learner would write it."""
    earns: Share | None = None
    """Percent of the step's credit, 100 for the right one; left out where a figure decides."""
    consequence: Text | None = None
    """What comes of it; said to whoever chose it."""
    to: Id | None = None
    """Step or ending that follows; if absent, the step's ways say it."""


class Way(Task):
    """Where a story goes on, if it went well enough so far."""

    to: Id
    """Step or ending that follows."""
    score: Share | None = None
    """Percent of the credit so far that is needed for it; none if absent."""


class StoryStep(Task):
    """One scene, with the decision that it ends in."""

    text: Text
    """What happens."""
    question: Text | None = None
    """What is to be decided; where a figure decides, the program has words for it."""
    figure: Id | None = None
    """Figure that decides which answer is right, instead of what options earn."""
    of: Text | None = None
    """Drug, block, milestone or assessment the figure is about."""
    on: Text | None = None
    """Study day or date the figure is about."""
    options: dict[Id, StoryOption] = {}
    """Ways to decide; a figure may be asked for without any."""
    ways: list[Way] = []
    """Where it goes on, tried in order, for options that do not say so, and where nothing was decided."""


class StoryTask(Task):
    """A branching case."""

    first: Id
    """The step it begins with."""
    steps: dict[Id, StoryStep] = Field(min_length=1)
    """The scenes."""
    endings: dict[Id, Text] = Field(min_length=1)
    """How it may end."""
