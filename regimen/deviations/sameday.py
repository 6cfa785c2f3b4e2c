"""Several doses of one drug on one day: which of them were given, told by their amounts."""

from collections.abc import Sequence
from itertools import combinations

from regimen.deviations.explanation import Alignment, Pair, laid
from regimen.deviations.series import Series, planned_size, size
from regimen.record.facts import Given


def by_amount(
    series: Series, given: Sequence[Given], days: Sequence[int], alignment: Alignment, limit: int | None
) -> Alignment:
    """The same explanation, with the doses of one day matched to those planned ones that they are nearest to."""
    if not (alignment.missed or alignment.extras) or len(set(series.days)) == len(series.days):
        return alignment
    groups: dict[int, list[int]] = {}
    for i, day in enumerate(series.days):
        groups.setdefault(day, []).append(i)
    pairs = dict(alignment.pairs)
    for asked in groups.values():
        if len({series.items[i].entry for i in asked}) > 1:
            _match(series, given, days, asked, alignment.extras, pairs)
    return laid(series.days, days, sorted(pairs.items()), limit)


def _match(
    series: Series,
    given: Sequence[Given],
    days: Sequence[int],
    asked: Sequence[int],
    extras: Sequence[int],
    pairs: dict[int, int],
) -> None:
    """Match one day's planned doses anew, if all that was given of them was given on one day."""
    taken = [pairs[i] for i in asked if i in pairs]
    if len({days[j] for j in taken}) != 1:
        return
    rivals = sorted({*taken, *(j for j in extras if days[j] == days[taken[0]])})

    def distance(match: Sequence[Pair]) -> float:
        return sum(abs(planned_size(series.items[i]) - size(given[j].amount)) for i, j in match)

    choices = (
        list(zip(some, others, strict=True))
        for some in combinations(asked, len(taken))
        for others in combinations(rivals, len(taken))
    )
    best = min(choices, key=distance)
    for i in asked:
        pairs.pop(i, None)
    pairs.update(best)
