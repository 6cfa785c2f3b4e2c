"""Course files with a record: opened only if it is sound, checked in one go with the place of everything."""

from pathlib import Path

import pytest
from recording import DAY_1, HEAD, TODAY

from regimen.coursefile import open_course
from regimen.protocol.reader import UnusableFile
from regimen.recordfile import check_record


def written(folder: Path, text: str, head: str = HEAD) -> Path:
    """A course file."""
    path = folder / "c.yaml"
    path.write_text(head + text, encoding="utf-8")
    return path


def told(folder: Path, text: str, head: str = HEAD) -> list[tuple[str, int, int]]:
    """Code, line and column of everything a check finds."""
    found = check_record(written(folder, text, head), TODAY).findings
    return [(finding.code, finding.place.line, finding.place.column) for finding in found if finding.place]


SAMPLES = """\
  counts:
  - {id: c1, date: 2026-12-05, anc: 1 K/uL}
  - {date: 2026-12-06, anc: 1 K/uL}
  corrections:
"""
EVENT = "date: 2026-12-07, reason: x"


@pytest.mark.parametrize(
    ("corrections", "code", "row", "words"),
    [
        ([f"{{of: c2, {EVENT}, void: yes}}"], "unknown-entry", 9, "there is no entry 'c2'"),
        ([f"{{of: 'counts[3]', {EVENT}, void: yes}}"], "unknown-entry", 9, "there is no entry 'counts[3]'"),
        ([f"{{of: c1, {EVENT}, void: yes}}"] * 2, "correction-refused", 10, "'c1' was voided by an earlier correction"),
        (
            [f"{{of: c1, {EVENT}, marrow: {{date: 2026-12-05, adequate: no}}}}"],
            "correction-refused", 9, "'c1' is no marrow, so none can replace it; allowed: count",
        ),
    ],
    ids=["no such id", "no such place", "voided twice", "another kind"],
)  # fmt: skip
def test_a_correction_must_fit(tmp_path, corrections, code, row, words) -> None:
    """A course whose corrections fit nothing is not opened; the correction is pointed at."""
    path = written(tmp_path, SAMPLES + "".join(f"  - {one}\n" for one in corrections))
    with pytest.raises(UnusableFile) as refused:
        open_course(path)
    (finding,) = refused.value.findings
    assert (finding.code, finding.place and finding.place.line, words in finding.message) == (code, row, True), finding


def test_an_id_stands_once(tmp_path) -> None:
    """Two entries of one id could not be told apart by a correction."""
    text = (
        "  counts:\n  - {id: x, date: 2026-12-05, anc: 1 K/uL}\n"
        "  marrow:\n  - {id: x, date: 2026-12-05, adequate: no}\n"
    )
    with pytest.raises(UnusableFile, match=r"c\.yaml:8:10: .*the id 'x' is that of counts\[1\] already"):
        open_course(written(tmp_path, text))


def test_everything_is_told_at_once(tmp_path) -> None:
    """Faults of shape, corrections that fit nothing and questions about the rest come in the order of the file."""
    text = """\
  administrations:
  - {date: 2026-12-01, agent: lenalidomid}
  counts:
  - {date: 01/02/2026, anc: 1 K/uL}
  - {date: 2026-12-05, anc: 0.5 /uL}
  - {date: 2027-12-05, anc: 1 K/uL}
  - {id: c4, date: 2027-12-06, anc: 1 K/uL}
  death: tomorrow
  corrections:
  - {of: c4, date: 2026-12-07, reason: x, void: yes}
  - {of: c4, date: 2026-12-07, void: yes}
"""
    assert told(tmp_path, text) == [
        ("unknown-drug", 6, 31),
        ("value-refused", 8, 12),
        ("count-questionable", 9, 29),
        ("future-entry", 10, 12),
        ("wrong-shape", 12, 10),
        ("missing-key", 15, 5),
    ]


@pytest.mark.parametrize("text", ["  counts: {date: 2026-12-05, anc: 0.5 /uL}\n", "  death: [x]\n", "  []\n"])
def test_a_section_of_the_wrong_shape_is_told_once(tmp_path, text) -> None:
    """A mapping for a list, a list for a mapping: nothing in it is asked about."""
    assert [code for code, _, _ in told(tmp_path, text)] == ["wrong-shape"]


def test_misfits_and_questions_are_told_together(tmp_path) -> None:
    """A correction that fits nothing does not hide a questionable value."""
    text = SAMPLES.replace("anc: 1 K/uL}", "anc: 0.5 /uL}", 1) + f"  - {{of: c9, {EVENT}, void: yes}}\n"
    assert told(tmp_path, text) == [("count-questionable", 6, 37), ("unknown-entry", 9, 10)]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (HEAD.replace("nct01681537", "nct99"), "unknown-protocol"),
        (HEAD.replace("2026-12-01", "1 December"), "value-refused"),
        (HEAD.replace("format: 1", "format: 2"), "value-refused"),
    ],
    ids=["protocol", "date", "format"],
)
def test_without_a_protocol_nothing_is_asked(tmp_path, head, code) -> None:
    """If the header cannot be used, its fault is told and the record is not held against anything."""
    assert [one[0] for one in told(tmp_path, "  counts:\n  - {date: 2026-12-05, anc: 0.5 /uL}\n", head)] == [code]


@pytest.mark.parametrize(
    "text", ["[" * 50, "a: 1\na: 2\n", "", "record: x\n"], ids=["brackets", "twice", "empty", "odd"]
)
def test_files_that_are_none(tmp_path, text) -> None:
    """What cannot be read is told and never raises."""
    checked = check_record(written(tmp_path, text, ""), TODAY)
    assert (checked.course, bool(checked.findings)) == (None, True)


def test_a_course_that_has_not_begun(tmp_path) -> None:
    """Without a record there is one remark, and the course can be used."""
    checked = check_record(written(tmp_path, "", HEAD.removesuffix("record:\n")), TODAY)
    assert [finding.code for finding in checked.findings] == ["nothing-recorded"]
    assert checked.course is not None
    assert checked.timeline is None


def test_a_course_without_a_record_does_not_load_its_models(loaded_by, tmp_path) -> None:
    """Most courses are plans; what a record needs is loaded with the first record, not at every start."""
    opened = "from pathlib import Path\nfrom regimen.coursefile import open_course\nopen_course(Path({!r}))"
    path = written(tmp_path, "", HEAD.removesuffix("record:\n"))
    assert "regimen.record.model" not in loaded_by(opened.format(str(path)))
    assert "regimen.record.model" in loaded_by(opened.format(str(written(tmp_path, "  notes: []\n"))))


def test_a_sound_record_has_no_findings(tmp_path) -> None:
    """The check gives the course, its days and nothing to say."""
    checked = check_record(written(tmp_path, SAMPLES.removesuffix("  corrections:\n")), TODAY)
    assert checked.findings == []
    assert checked.timeline is not None
    assert (checked.timeline.reference.date, [s.day for s in checked.timeline.facts.samples]) == (DAY_1, [5, 6])
