"""`regimen protocols format`."""

from regimen.nomenclature import NOTICE


def test_the_page_carries_the_notice(run) -> None:
    """The reference is Markdown under the notice, one section a part."""
    out = run("protocols", "format").out
    assert out.startswith("# The protocol file, format 1\n")
    assert NOTICE in out
    assert "\n## Dose line\n" in out


def test_scripts_get_the_same_facts(run) -> None:
    """With --json every part lists its keys: what each holds, whether it is needed, what holds without it."""
    document = run("protocols", "format", "--json").json
    assert (document["notice"], document["findings"], document["format"]) == (NOTICE, [], 1)
    line = next(part for part in document["parts"] if part["part"] == "dose line")
    keys = {key["key"]: key for key in line["keys"]}
    assert keys["dose"]["holds"] == "dose or $reference"
    assert (keys["route"]["required"], keys["route"]["default"]) == (True, None)
    assert (keys["purpose"]["required"], keys["purpose"]["default"]) == (False, "treatment")
    assert {"kind": "duration", "words": "Hours and minutes.", "examples": ["30 min", "1 h 30 min", "46 h"]} in (
        document["kinds"]
    )
