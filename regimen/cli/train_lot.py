"""Options of the commands that draw cases by lot, and what they come to."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

from regimen.cli.binding import Words

if TYPE_CHECKING:
    from regimen.training.generate.lot import Wishes

MOST_SEED = 999_999_999


class LotOptions(NamedTuple):
    """What cases are drawn."""

    kind: Annotated[list[str] | None, Words("KIND", "kind of exercise; default: all in turn; repeatable")] = None
    difficulty: Annotated[str | None, Words("LEVEL", "easy, moderate or hard; default: by lot")] = None
    errors: Annotated[str | None, Words("N", "how many errors are planted; default: by difficulty")] = None
    among: Annotated[list[str] | None, Words("ERROR", "draw the errors from these kinds only; repeatable")] = None


def kinds_of(lot: LotOptions) -> list[str]:
    """The kinds that are wanted; all that are generated without a wish, or those that the errors wished for are of."""
    from regimen.errors import RegimenError
    from regimen.training.figures.named import chosen
    from regimen.training.generate.generator import MAKERS

    for kind in lot.kind or ():
        chosen(MAKERS, kind, "kind that is generated")
    if lot.kind:
        return list(dict.fromkeys(lot.kind))
    planted = [kind for kind, maker in MAKERS.items() if maker.plants]
    for error in lot.among or ():
        chosen({one: one for kind in planted for one in sorted(MAKERS[kind].plants)}, error, "kind of error")
    if lot.errors is None and not lot.among:
        return list(MAKERS)
    fit = [kind for kind in planted if MAKERS[kind].plants.issuperset(lot.among or ())]
    if not fit:
        raise RegimenError("no kind of exercise has all of these kinds of error", hint="give one --among at a time")
    number = wishes_of(lot).planted
    # Where none can have so many, the generator says how many there may be.
    return [kind for kind in fit if number is None or MAKERS[kind].least <= number <= MAKERS[kind].most] or fit


def wishes_of(lot: LotOptions) -> "Wishes":
    """What is wished of each case."""
    from regimen.cli.inputs import whole
    from regimen.training.figures.named import chosen
    from regimen.training.generate.errors import MOST
    from regimen.training.generate.lot import DIFFICULTIES, Wishes

    level = None if lot.difficulty is None else chosen({one: one for one in DIFFICULTIES}, lot.difficulty, "difficulty")
    planted = None if lot.errors is None else whole("--errors", lot.errors, 0, 0, MOST)
    return Wishes(level, planted, tuple(lot.among or ()))
