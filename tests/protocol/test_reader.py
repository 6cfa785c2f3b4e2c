"""From a protocol file to a protocol, or to everything that is wrong with it, each with its place and its way out."""

import pytest
from texts import FILE, HOME_PATH, HOME_TEXT, PATHS, changed, damaged, faults, lacking

from regimen.errors import RegimenError
from regimen.findings import Severity
from regimen.protocol.reader import UnusableFile, parse_protocol, read_protocol
from regimen.protocol.shelf import library_ids, load

MITO = "agent: mitoxantrone, block: MEC, "
MITO_LINE = "{" + MITO + "dose: $mec.mitoxantrone, route: IV, over: 30 min, days: 4-8, source: registry, sources:"
"""Up to the value of the last key, which the tests leave alone."""
NO_UNIT = "has no unit; allowed: mg, g, mcg, international units, USP units"


def mito(**fields: str | None) -> tuple[str, str]:
    """The mitoxantrone line of the home file, and the same line with other values, further keys, or keys left out."""
    known = dict(part.split(": ") for part in MITO_LINE.removesuffix(", sources:").strip("{").split(", ")) | fields
    told = ", ".join(f"{key}: {value}" for key, value in known.items() if value is not None)
    return MITO_LINE, "{" + told + ", sources:"


# id, passage of the home file, what it becomes (« marks the place told), code, words the user needs
ONE_FAULT = [
    ("unknown-key", "short: LEN", "«shrt: x\nshort: LEN", "unknown-key",
     ["shrt: unknown key 'shrt'", "did you mean short?", "allowed: agents, amendments, assessments, assumptions"]),
    ("unknown-key-in-a-line", MITO, MITO + "«rate: 5, ", "unknown-key",
     ["doses[2].rate", "did you mean route?", "allowed: after, agent, before, block, cap"]),
    ("unknown-key-in-the-window", "  last_day: 45", "  last_day: 45\n  «colour: red", "unknown-key",
     ["dlt.colour", "allowed: after, caution, kind, last_day, source, sources, thresholds"]),
    ("unknown-key-in-a-product", "strength: 15 mg,", "strength: 15 mg, «size: 3,", "unknown-key",
     ["agents.lenalidomide.products[4].size", "allowed: form, rxnorm, strength"]),
    ("unknown-agent", MITO, "agent: «mitoxantron, block: MEC, ", "unknown-agent",
     ["doses[2].agent", "did you mean mitoxantrone?", "known: lenalidomide, mitoxantrone, etoposide, cytarabine"]),
    ("reversed-range", "30 min, days: 4-8", "30 min, days: «8-4", "value-refused",
     ["doses[2].days", "the range 8-4 at column 1 runs backwards", "write 4-8"]),
    ("day-zero", "30 min, days: 4-8", "30 min, days: «0-4", "no-day-zero",
     ["doses[2].days", "there is no Day 0 here", "write -1 or 1; protocols that count a Day 0 set"]),
    ("day-zero-at-a-level", "10 mg, days: 1-14", "10 mg, days: «0-14", "no-day-zero",
     ["ladder.levels.d14-10.values.days", "there is no Day 0 here"]),
    ("day-zero-of-an-assessment", "letter: d, days: 1,", "letter: d, days: «0,", "no-day-zero",
     ["assessments[1].days", "there is no Day 0 here"]),
    ("day-too-far", "30 min, days: 4-8", "30 min, days: «4-9999", "value-refused",
     ["day 9999 at column 1 is too far", "-3660 to 3660 (ten years)"]),
    ("dose-without-unit", "$mec.mitoxantrone", "«8", "value-refused", ["doses[2].dose: the dose '8'", NO_UNIT]),
    ("dose-in-bare-units", "$mec.mitoxantrone", "«8 units/m2", "value-refused",
     ["does not say which units", "international units or USP units, written out"]),
    ("dose-per-day", "$mec.mitoxantrone", "«8 mg/m2/day", "value-refused",
     ["a dose is one administration: leave out the day"]),
    ("dose-without-unit-in-a-set", "8-100-1000: {mitoxantrone: 8 mg/m2,", "8-100-1000: {mitoxantrone: «8,",
     "value-refused", ["assumptions.mec.sets.8-100-1000.mitoxantrone", NO_UNIT]),
    ("duplicate-id", "id: mec-end, name", "id: «mec-start, name", "duplicate-id",
     ["milestones[3].id", "the id 'mec-start' is already taken further up", "an id of its own"]),
    ("duplicate-id-across-kinds", "id: diary, name", "id: «etoposide, name", "duplicate-id",
     ["assessments[1].id", "the id 'etoposide' is already taken"]),
    ("duplicate-id-of-two-lines", "{agent: cytarabine,", "«{agent: etoposide,", "duplicate-id",
     ["doses[4].id", "the id 'etoposide' is already taken"]),
    ("duplicate-key", "phase: I\n", "phase: I\n«phase: II\n", "duplicate-key",
     ["key 'phase' stands twice in one mapping (first on line 8)", "keep one"]),
    ("newer-format", "format: 1", "format: «2", "format",
     ["format '2' is not read by this version", "update the program", "update the program"]),
    ("missing-key", "format: 1\n", "", "missing-key", ["the key 'format' is missing here"]),
    ("missing-key-in-a-line", MITO_LINE, "«" + mito(route=None)[1], "missing-key",
     ["doses[2]", "the key 'route' is missing here"]),
    ("line-without-days", MITO_LINE, "«" + mito(days=None)[1], "missing-key",
     ["doses[2]", "the key 'days' is missing here (or give steps)"]),
    ("dose-and-steps", MITO, MITO + "steps: «[{dose: 1 mg, days: 1}], ", "dose-twice",
     ["give dose and days, or steps, not both"]),
    ("map-for-list", "  - {id: len-before-mec, first: LEN, then: MEC, source: article}", "  «a: b", "wrong-shape",
     ["constraints: a list (lines that begin with '-') is meant here"]),
    ("text-for-map", "cycle: {length: 28, count: 1, source: registry}", "cycle: «28", "wrong-shape",
     ["cycle: a mapping of 'key: value' lines is meant here"]),
    ("list-for-value", "phase: I\n", "phase: «[I, II]\n", "value-refused",
     ["phase", "found a list where one value is meant"]),
    ("map-for-value", "phase: I\n", "phase: «{number: 1}\n", "value-refused", ["found a mapping where one"]),
    ("text-for-line", "doses:\n", "doses:\n  - «mitoxantrone\n", "wrong-shape",
     ["doses[1]: a mapping of 'key: value' lines is meant here"]),
    ("empty-value", "phase: I\n", "phase:«\n", "value-refused", ["phase: the value is empty", "remove the key"]),
    ("unknown-route", *mito(route="«IVP"), "value-refused",
     ["'IVP' is not allowed", "did you mean IV?", "allowed: PO, IV, SC, IM, intrathecal, ophthalmic"]),
    ("unknown-spread", MITO, MITO + "slots: «q13h, ", "value-refused",
     ["'q13h' is not a known spread of doses", "allowed: daily, BID, TID, QID, q12h"]),
    ("bad-duration", "over: 30 min", "over: «half an hour", "value-refused",
     ["cannot read the duration 'half an hour'", "hours and minutes: 30 min, 1 h, 46 h"]),
    ("bad-age", MITO, MITO + "when: {age: «sixty}, ", "value-refused",
     ["cannot read the age band 'sixty'", "allowed: <60, >=60 or 18-59"]),
    ("empty-age-band", MITO, MITO + "when: {age: «60-59}, ", "value-refused", ["is empty or out of range", "0 to 120"]),
    ("bad-number", "last_day: 45", "last_day: «45.0", "value-refused",
     ["dlt.last_day", "'45.0' is not a whole number", "digits, for example 45"]),
    ("bad-threshold-in-a-set", "0.5-50: {anc: 0.5,", "0.5-50: {anc: «.5,", "value-refused",
     ["assumptions.recovery.sets.0.5-50.anc", "'.5' is not a number", "at most one point"]),
    ("bad-id", "id: nct01681537", "id: «NCT01681537", "value-refused",
     ["'NCT01681537' is not an id", "lower-case letters, digits"]),
    ("text-too-long", "phase: I\n", "phase: «" + "I" * 2001 + "\n", "value-refused",
     ["the text is 2,001 characters long", "at most 2,000"]),
    ("bad-reference", "$mec.mitoxantrone", "«$mitoxantrone", "value-refused",
     ["cannot read the reference '$mitoxantrone'", "allowed: $group.key"]),
    ("unknown-group", "$mec.mitoxantrone", "«$mek.mitoxantrone", "unknown-group",
     ["no assumption group 'mek'", "did you mean mec?", "known: mec, recovery"]),
    ("unknown-source", *mito(source="«registri"), "unknown-reference",
     ["doses[2].source: unknown reference 'registri'", "did you mean registry?", "known: article, registry"]),
    ("unknown-level", "ladder.default, to: d10-50", "ladder.default, to: «d10-55", "unknown-level",
     ["unknown level 'd10-55'", "did you mean", "known: d14-10, d14-5"]),
    ("unknown-set", "default: 8-80-1000", "default: «8-80-100", "unknown-set",
     ["assumptions.mec.default: unknown set '8-80-100'", "did you mean 8-80-1000?", "known: 8-80-1000, 8-100-1000"]),
    ("unknown-block", "at: last, block: LEN", "at: last, block: «LENN", "unknown-block",
     ["no block 'LENN'", "did you mean LEN?", "known: LEN, MEC"]),
    ("unknown-block-of-the-window", "  after: MEC", "  after: «MEK", "unknown-block",
     ["dlt.after: no block 'MEK'", "did you mean MEC?", "known: LEN, MEC"]),
    ("unknown-line", MITO, MITO + "after: «etoposid, ", "unknown-line",
     ["no dose line 'etoposid'", "did you mean etoposide?"]),
    ("milestone-without-day", "{id: first-dose, name: First dose, at: first", "«{id: first-dose, name: First dose",
     "milestone-day", ["milestones[1]", "give either 'at' or 'day'"]),
    ("milestone-with-both", "{id: first-dose, name: First dose,", "«{id: first-dose, name: First dose, day: 1,",
     "milestone-day", ["give either 'at' or 'day'"]),
    ("long-letter", "letter: E", "letter: «ET", "letter", ["'ET' is not one sign"]),
    ("cycle-too-long", "{length: 28,", "{length: «367,", "out-of-range", ["367 is out of range", "1 to 366"]),
    ("no-cycle", "count: 1,", "count: «0,", "out-of-range", ["cycle.count: 0 is out of range", "1 to 130"]),
    ("window-before-it-starts", "last_day: 45", "last_day: «0", "out-of-range", ["0 is out of range", "1 to 3660"]),
    ("period-too-long", MITO, MITO + "period: «367, ", "out-of-range", ["doses[2].period: 367", "1 to 366"]),
    ("tag", "phase: I\n", "phase: «!!binary SQ==\n", "yaml-feature", ["tags (!…)", "write the value out"]),
    ("anchor", "phase: I\n", "phase: «&p I\n", "yaml-feature", ["anchors (&…)", "write the value out"]),
    ("second-document", "constraints:\n", "«---\nconstraints:\n", "second-document", ["one file holds one"]),
    ("control-character", "phase: I\n", "phase: I«\x07\n", "control-character", ["U+0007 is not allowed"]),
]  # fmt: skip
ROWS = [pytest.param(*row[1:], id=row[0]) for row in ONE_FAULT]


@pytest.mark.parametrize(("old", "new", "code", "words"), ROWS)
def test_one_fault_is_one_finding_at_its_place(old, new, code, words) -> None:
    """A single fault is told once, where it stands, with what is allowed or meant."""
    text, places = damaged((old, new))
    [finding] = faults(text)
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.place == (places or [(FILE, 1, 1)])[0]
    assert lacking(finding, words) == []


SEVERAL = [
    pytest.param(
        "6-80-1000: {mitoxantrone: 6 mg/m2, etoposide: 80 mg/m2, cytarabine: 1000 mg/m2}",
        "6-80-1000: {mitoxantrone: 6 mg/m2, etoposide: 80 mg/m2}",
        [("uneven-sets", "assumptions.mec.sets.6-80-1000: lacks cytarabine, which another set has"),
         ("unknown-value", "doses[4].dose: $mec.cytarabine is not in 6-80-1000")],
        id="uneven-sets",
    ),
    pytest.param(
        "  landmark:\n", "  level:\n",
        [("reserved-name", "'level' is the dose level's own name; choose another"),
         ("unknown-group", "no assumption group 'landmark'")],
        id="reserved-name",
    ),
    pytest.param(
        "after: teaching, thresholds: teaching}", "after: teaching, treshold: teachin}",
        [("unknown-field", "sources names 'treshold', which is no field here; did you mean thresholds?"),
         ("unknown-reference", "dlt.sources.treshold: unknown reference 'teachin'; did you mean teaching?")],
        id="field-and-reference",
    ),
    pytest.param(
        "$level.days", "$level.day",
        [("unknown-value", "$level.day is not in d14-10, d14-5, d10-5, d10-10, d10-25, d10-50")],
        id="value-that-no-level-has",
    ),
    pytest.param(
        "letter: E", "letter: M", [("letter", "the letter 'M' is taken by mitoxantrone")], id="letter-used-twice",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), SEVERAL)
def test_fault_that_shows_in_several_places(old, new, told) -> None:
    """A fault with consequences is told at its root and where it matters."""
    found = faults(changed(old, new))
    assert {finding.code for finding in found} == {code for code, _ in told}
    for code, words in told:
        assert words in next(finding.message for finding in found if finding.code == code)


def test_protocol_without_doses() -> None:
    """A protocol that draws nothing is refused, and nothing else is blamed but the blocks that are gone."""
    head, _, rest = HOME_TEXT.partition("doses:\n")
    found = faults(f"{head}doses: []\n{rest[rest.index('assessments:') :]}")
    assert {finding.code for finding in found} == {"nothing-to-do", "unknown-block"}
    assert "doses: at least one dose line is needed" in str(found[0])


def test_bytes_that_are_not_text() -> None:
    """A file saved as Latin-1 is told with line, column and remedy."""
    text, [place] = damaged(("phase: I\n", "phase: I m«²\n"))
    head, _, rest = text.partition("I m²")
    [finding] = faults(head.encode() + b"I m\xb2" + rest.encode())
    assert (finding.code, finding.place) == ("not-utf8", place)
    assert lacking(finding, ["byte 0xb2 is not UTF-8", "save the file as UTF-8"]) == []


# passage, what it becomes, code; in file order
MANY = [
    ("phase: I\n", "phase: «[I]\n", "value-refused"),
    ("identifiers:", "«identifers: x\nidentifiers:", "unknown-key"),
    ("default: 0.5-20", "default: «0.5-2", "unknown-set"),
    ("day-60: {day: 60}", "day-60: {day: «sixty}", "value-refused"),
    ("    letter: C\n", "    letter: C\n    «letter: D\n", "duplicate-key"),
    ("$mec.mitoxantrone", "«8", "value-refused"),
    ("$mec.etoposide", "«$mek.etoposide", "unknown-group"),
    ("4-8, source: registry, sources: {dose: teaching}}\n\n", "«8-4, source: registry}\n\n", "value-refused"),
    ("letter: d, days: 1,", "letter: d, days: «0,", "no-day-zero"),
    ("id: mec-end, name", "id: «mec-start, name", "duplicate-id"),
]  # fmt: skip


def test_many_faults_are_told_in_one_go_in_file_order() -> None:
    """A file with many faults of every kind gives as many findings, from the top of the file to its end."""
    text, places = damaged(*((old, new) for old, new, _ in MANY))
    assert [(finding.place, finding.code) for finding in faults(text)] == list(
        zip(places, (code for *_, code in MANY), strict=True)
    )


def test_error_carries_every_finding_in_its_text() -> None:
    """The exception says all that is wrong, one line each, as file:line:column."""
    text, _ = damaged(("letter: E", "letter: M"), ("over: 30 min", "over: soon"))
    with pytest.raises(UnusableFile) as caught:
        parse_protocol(text, FILE)
    assert len(caught.value.findings) == 2
    assert str(caught.value).split("\n") == [str(finding) for finding in caught.value.findings]
    assert str(caught.value).startswith(f"{FILE}:")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("dose: 5, route: PO", id="only-line-of-a-block"),
        pytest.param("dose: $level.dose, rout: PO", id="misspelt-key"),
    ],
)
def test_a_wrong_line_is_not_blamed_twice(text) -> None:
    """A line that is wrong itself does not make milestones and constraints of its block wrong."""
    found = faults(changed("dose: $level.dose, route: PO", text))
    _, [place] = damaged(("dose: $level.dose", "«dose: $level.dose"))
    assert {finding.place.line for finding in found} == {place[1]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("short: LEN", "shrt: LEN", id="required-key-misspelt"),
        pytest.param("title: Lenalidomide with", "title: [x]\nphases: Lenalidomide with", id="required-value-wrong"),
        pytest.param("ladder.default, to: d10-50", "ladder.default, to: D10-50", id="value-wrong-in-the-ladder"),
        pytest.param("last_day: 45", "last_day: x", id="required-value-wrong-in-the-window"),
    ],
)
def test_a_missing_required_key_hides_nothing(old, new) -> None:
    """An unknown agent is told also in a file whose title block is wrong."""
    found = faults(damaged((old, new), (MITO, "agent: mitoxantron, block: MEC, "))[0])
    assert "unknown-agent" in {finding.code for finding in found}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("at: last, block: LEN", "at: last, block: LENN", "unknown-block"),
        ("then: MEC", "then: MEK", "unknown-block"),
        ("ladder.default, to: d10-50", "ladder.default, to: d10-55", "unknown-level"),
        (MITO, MITO + "after: etoposid, ", "unknown-line"),
    ],
)
def test_an_unrelated_fault_hides_no_unknown_name(old, new, code) -> None:
    """A name that stands nowhere in the file is told also when some other value is wrong."""
    found = faults(damaged((old, new), ("phase: I\n", "phase: [I]\n"))[0])
    assert {finding.code for finding in found} == {"value-refused", code}


@pytest.mark.parametrize("text", ["{}", "--- {}\n"])
def test_empty_mapping_is_told(text) -> None:
    """A file that holds an empty mapping is refused with a reason."""
    assert [finding.code for finding in faults(text)] != []


def test_format_and_syntax_faults_are_in_file_order() -> None:
    """A wrong format at the top comes before a duplicate key further down."""
    found = faults(damaged(("phase: I\n", "phase: I\nphase: II\n"), ("format: 1", "format: 2"))[0])
    assert [finding.code for finding in found] == ["format", "duplicate-key"]


def test_half_a_character_is_refused_like_any_other() -> None:
    """A lone surrogate, as a terminal may hand over, is bad input and no crash."""
    with pytest.raises(UnusableFile):
        parse_protocol("phase: \ud800")


UNCHECKED = [
    pytest.param("day: $landmark.day", "day: 0", id="milestone-on-day-0"),
    pytest.param("day-60: {day: 60}", "day-60: {day: 0}", id="milestone-on-day-0-in-a-set"),
    pytest.param(MITO, MITO + "cycles: 0, ", id="line-in-cycle-0"),
    pytest.param(MITO, MITO + "cycles: -1, ", id="line-in-cycle-minus-1"),
    pytest.param(MITO, MITO + "cycles: 2, ", id="line-in-a-cycle-that-is-not-drawn"),
    pytest.param("letter: d, days: 1,", "letter: d, days: 1, cycles: 0,", id="assessment-in-cycle-0"),
    pytest.param("letter: d, days: 1,", "letter: d, days: 1, cycles: 5,", id="assessment-in-a-cycle-that-is-not-drawn"),
    pytest.param("before: 2", "before: -2", id="negative-tolerance"),
    pytest.param("letter: d,", "letter: dd,", id="assessment-letter-of-two"),
    pytest.param("last_day: 45", "last_day: 999999", id="window-beyond-ten-years"),
]


@pytest.mark.parametrize(("old", "new"), UNCHECKED)
def test_values_that_no_schedule_can_hold_are_refused_at_reading(old, new) -> None:
    """What cannot be drawn is told with its line when the file is read, not later or never."""
    assert faults(changed(old, new)) != []


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_library_and_fixtures_are_read_without_findings(path) -> None:
    """Every protocol that is shipped or used in tests is faultless, and its id is its file's name."""
    assert faults(path.read_bytes()) == []
    assert read_protocol(path).id == path.stem


def test_home_protocol_is_what_load_gives() -> None:
    """The home case is the library's first entry and loads without naming it."""
    assert library_ids()[0] == "nct01681537"
    assert load() == read_protocol(HOME_PATH)


@pytest.mark.parametrize("name", ["nct0168153", "NCT01681537", "../nct01681537", "library/nct01681537", "a\\b", ""])
def test_unknown_protocol_names_what_there_is(name) -> None:
    """An id that is not in the library is refused with the ids that are; a path is no id."""
    with pytest.raises(RegimenError, match=r"no protocol '.*allowed: nct01681537.*--protocol-file FILE"):
        load(name)


def test_near_miss_is_suggested() -> None:
    """A slip in an id is answered with the id that was meant."""
    with pytest.raises(RegimenError, match=r"did you mean nct01681537\?"):
        load("nct0168153")


def test_missing_file_is_an_unusable_file(tmp_path) -> None:
    """A path that leads nowhere is refused with the system's reason."""
    with pytest.raises(UnusableFile, match="cannot read the file: No such file"):
        read_protocol(tmp_path / "nowhere.yaml")
