"""Entries in words."""

import pytest

from regimen.record.words import entry_words
from regimen.recording import read_entry


@pytest.mark.parametrize(
    ("section", "fields", "words"),
    [
        (
            "counts",
            {"date": "2027-01-12", "time": "07:30", "anc": "<0.1 10^9/L", "platelets": "22 K/uL", "note": "late"},
            "Tue 12 Jan 2027 07:30: ANC <0.1 10^9/L, platelets 22 K/uL, note: late",
        ),
        (
            "administrations",
            {"date": "2026-12-04", "agent": "mitoxantrone", "amount": "1500 mg", "route": "IV"},
            "Fri 04 Dec 2026: mitoXANTRONE, 1,500 mg, IV",
        ),
        (
            "toxicities",
            {"date": "2026-12-15", "end": "2026-12-19", "term": "Rash", "grade": "3", "ctcae": "5.0",
             "attribution": "disease", "dlt": "no"},
            "Tue 15 Dec 2026 to Sat 19 Dec 2026: Rash, grade 3, CTCAE 5.0, put down to disease, not adjudicated as DLT",
        ),
        ("holds", {"date": "2026-12-07", "agents": ["MEC", "LEN"], "reason": "x"}, "Mon 07 Dec 2026: MEC and LEN, x"),
        ("marrow", {"date": "2027-01-11", "adequate": "no"}, "Mon 11 Jan 2027: not adequate"),
        ("transplant", {"date": "2027-02-01"}, "Mon 01 Feb 2027"),
        (
            "follow_ups",
            {"date": "2027-01-12", "deviation": "missed:LEN:d5", "who": "nurse", "cause": "forgotten",
             "approved_on": "2026-12-04", "approved_by": "sponsor"},
            "Tue 12 Jan 2027: missed:LEN:d5, nurse, cause: forgotten, approved on Fri 04 Dec 2026, by sponsor",
        ),
    ],
    ids=["count", "dose", "toxicity", "hold", "marrow", "nothing but a date", "follow-up"],
)  # fmt: skip
def test_an_entry_in_words(section, fields, words) -> None:
    """Its date so that it cannot be misread, then what it says."""
    assert entry_words(read_entry(section, fields)) == words
