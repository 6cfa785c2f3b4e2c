"""Phrases about counts: durations, distances, grades and responses, at their edges."""

from decimal import Decimal

import pytest
from test_chart import sheet

from regimen.counts.count import Count
from regimen.counts.response import Response
from regimen.counts.trajectory import DaysLow
from regimen.flowsheet.responses import Standing
from regimen.flowsheet.sheet import Depth, Fall, Low
from regimen.printouts.countwords import count_words, depth_words, response_words, to_close

D = Decimal


@pytest.mark.parametrize(
    ("left", "words"),
    [(2, "2 days to Day 45"), (1, "1 day to Day 45"), (0, "Day 45 is this day"), (-1, "1 day after Day 45")],
    ids=["Day 43", "Day 44", "Day 45", "Day 46"],
)
def test_how_far_it_is_to_the_close(left, words) -> None:
    """Day 45 itself is in time, Day 46 a day after it."""
    assert to_close(sheet(), left) == words


@pytest.mark.parametrize(
    ("name", "count", "words"),
    [
        ("anc", Count(D("0.40")), "0.4"),
        ("anc", Count(D("0.1"), below=True), "<0.1"),
        ("wbc", Count(D(120)), "120"),
        ("platelets", Count(D("1450")), "1,450"),
        ("haemoglobin", Count(D("8.0570")), "8.1"),
    ],
)
def test_a_count_as_people_read_it(name, count, words) -> None:
    """The reporting limit stays, no trailing zero; haemoglobin of another unit to one place."""
    assert count_words(name, count) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(0, 0, "never below 0.5†"), (1, 1, "below 0.5† for 1 day"), (4, 4, "below 0.5† for 4 days"),
     (4, 9, "below 0.5† for 4 to 9 days"), (0, 9, "below 0.5† for 0 to 9 days"),
     (1, None, "below 0.5† for at least 1 day")],
)  # fmt: skip
def test_for_how_long_a_count_was_low(least, most, words) -> None:
    """At least and at most, one figure where they agree."""
    low = (Low(D("0.5"), assumed=True, days=DaysLow(least, most)),)
    assert depth_words(Depth("anc", (15, Count(D("0.2"))), low, None), None) == f"ANC: lowest 0.2 on Day 15; {words}"


def test_a_published_threshold_carries_no_mark() -> None:
    """† stands only behind what no source gives."""
    low = (Low(D(20), assumed=False, days=DaysLow(3, 5)),)
    told = depth_words(Depth("platelets", (15, Count(D(9))), low, Fall(40, 2)), 33)
    assert (
        told
        == "platelets: lowest 9 on Day 15; below 20 for 3 to 5 days; low again from Day 40, after recovery on Day 33"
    )


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(Response("NR", "eln-2022"), "NR", 43, 45), "ELN 2022: NR (marrow of Day 43, counts of Day 45)"),
        (
            Standing(Response("MLFS", "eln-2017", ("platelets",)), "CR", 43, 45),
            "ELN 2017: at least MLFS, CR at best (marrow of Day 43, counts of Day 45); not known: platelets",
        ),
        (
            Standing(Response(None, "iwg-2003", ("ANC", "platelets")), "CR", 43, None),
            "IWG 2003: CR at best (marrow of Day 43, no complete counts); not known: ANC, platelets",
        ),
        (
            Standing(Response(None, "eln-2010", ("marrow blasts before treatment",)), None, 43, 45),
            "ELN 2010: open (marrow of Day 43, counts of Day 45); not known: marrow blasts before treatment",
        ),
        (
            Standing(Response(None, "eln-2022", ("marrow blasts",)), None, None, None),
            "ELN 2022: open without a marrow after the reference day that can be read",
        ),
    ],
    ids=["proven", "proven in part", "no counts", "no marrow before", "no marrow"],
)
def test_a_response_says_what_is_proven_and_what_is_not_known(standing, words) -> None:
    """The category, or the bounds it lies between, with what it rests on."""
    assert list(response_words([standing])) == [words]
