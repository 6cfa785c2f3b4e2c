"""The file of a trial as published: what it says of NCT01681537, that it closes, and how its faults are told."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from regimen.errors import RegimenError
from regimen.escalation.published.check import entities
from regimen.escalation.published.reader import published, published_ids, read_published
from regimen.findings import Finding
from regimen.protocol.reader import UnusableFile
from regimen.protocol.shelf import LIBRARY, library_ids, load

HOME = "nct01681537"
FILE = Path(__file__).parents[2] / "regimen" / "escalation" / "published" / f"{HOME}.yaml"
TEXT = FILE.read_text(encoding="utf-8")
FIGURES = {
    "stages": [("1", "d14-10", 6, 2), ("1", "d14-5", 3, 0), ("2", "d10-5", 3, 0), ("2", "d10-10", 3, 0),
               ("2", "d10-25", 3, 0), ("2", "d10-50", 7, 1)],
    "sizes": (35, 10, 17),
    "results": [(12, 35), (7, 17)],
    "quoted": {"febrile neutropenia": "9/17", "infection": "5/17", "thrombocytopenia": "2/17", "anaemia": "1/17",
               "all subjects": "11.5 months", "within 30 days": "6 %", "within 60 days": "13 %"},
}  # fmt: skip
"""The figures by hand, apart from the file."""


def faults(tmp_path: Path, text: str) -> list[Finding]:
    """What is told of a file with this text."""
    path = tmp_path / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableFile) as caught:
        read_published(path)
    return caught.value.findings


def test_the_cohorts_are_those_of_the_sources() -> None:
    """Level, treated and DLTs of every group, and the size of the trial."""
    trial = published(HOME).trial
    found = [(stage.version, one.level, one.treated, one.dlts) for stage in trial.stages for one in stage.levels]
    assert found == FIGURES["stages"]
    assert trial.expansion is not None
    assert trial.mtd is not None
    assert (trial.enrolled.count, trial.expansion.treated, trial.mtd.treated) == FIGURES["sizes"]


def test_the_results_are_those_of_the_sources() -> None:
    """Counts with intervals, and what can only be quoted; 60-day mortality is a percentage and no count."""
    trial = published(HOME).trial
    assert [(result.events, result.of) for result in trial.results] == FIGURES["results"]
    quoted = {name: figure for quote in trial.quoted for name, figure in quote.figures.items()}
    assert quoted.items() >= FIGURES["quoted"].items() - {("all subjects", "11.5 months")}
    assert [quote.figures["all subjects"] for quote in trial.quoted if "survival" in quote.what] == [
        "39 %",
        "11.5 months",
    ]


def test_every_figure_has_a_source_and_every_source_is_used() -> None:
    """Each part of the file names a reference, and no reference stands there for nothing."""
    trial = published(HOME).trial
    used = {name for _, entity in entities(trial) for name in (entity.source, *entity.sources.values())}
    assert used == set(trial.references)


@pytest.mark.parametrize("name", published_ids())
def test_ladders_are_those_of_the_protocol(name: str) -> None:
    """Each stage's ladder is the protocol's own: the levels open in that version, lowest dose first."""
    found = published(name)
    assert name in library_ids()
    assert found.protocols[-1].version == load(name).version
    for stage, protocol in zip(found.trial.stages, found.protocols, strict=True):
        assert protocol.version == stage.version
        assert protocol.ladder is not None
        rungs = {level: rung for level, rung in protocol.ladder.levels.items() if rung.closed is None}
        assert set(stage.ladder) == set(rungs)
        doses = [Decimal(rungs[level].values["dose"].removesuffix(" mg")) for level in stage.ladder]
        assert doses == sorted(set(doses))
        assert protocol.ladder.start in (None, stage.levels[0].level)


FAULTS = {
    "level": ("level: d14-10,", "level: d14-11,", "unknown-level", "stages[1].levels[1].level: unknown level 'd14-11'"),
    "rung": ("[d14-5, d14-10]", "[d14-5, d10-10]", "unknown-level", "stages[1].ladder[2]: unknown level 'd10-10'"),
    "version": ('version: "2"', 'version: "3"', "unknown-version", "no version '3' of nct01681537"),
    "protocol": ("protocol: nct01681537", "protocol: nct0168", "unknown-protocol", "no protocol 'nct0168'"),
    "source": ("source: successor", "source: sucessor", "unknown-reference", "did you mean successor?"),
    "field": ("sources: {order: article}", "sources: {odrer: article}", "unknown-field", "did you mean order?"),
    "enrolled": ("count: 35", "count: 36", "totals-differ", "levels and expansion add up to 35, not to 36"),
    "mtd": ("treated: 17", "treated: 16", "totals-differ", "17 subjects were treated at d10-50, not 16"),
    "dlts": ("treated: 6, dlts: 2", "treated: 6, dlts: 7", "out-of-range", "7 is out of range; allowed: 0 to 6"),
    "events": ("events: 7, of: 17", "events: 18, of: 17", "out-of-range", "18 is out of range; allowed: 0 to 17"),
    "twice": ("level: d10-25,", "level: d10-10,", "duplicate-id", "the level 'd10-10' stands here twice"),
    "compared": ("higher: d14-10", "higher: d14-15", "unknown-level", "comparisons[1].higher"),
    "letters": ("dlts: 2,", "dlts: 2, cohorts: [NNT, NNP],", "value-refused", "'P' is no letter of a treated subject"),
    "cohorts": ("dlts: 2,", "dlts: 2, cohorts: [NNT, NNN],", "totals-differ", "the cohorts hold 6 subjects and 1 DLTs"),
    "order": ("order: unknown", "order: any", "value-refused", "'any' is not allowed; allowed: unknown, as-listed"),
    "version twice": ('version: "2"', 'version: "1"', "duplicate-id", "two stages have version '1'"),
    "key": ("enrolled:", "enroled:", "unknown-key", "unknown key 'enroled'; did you mean enrolled?"),
}  # fmt: skip
"""What is written, what is written instead, the code and words of what is told."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place(tmp_path: Path, fault: str) -> None:
    """Each slip of the pen is one finding at the line that was changed."""
    old, slip, code, words = FAULTS[fault]
    changed = TEXT.replace(old, slip, 1)
    line = 1 + TEXT[: TEXT.index(old)].count("\n")
    told = [finding for finding in faults(tmp_path, changed) if finding.code == code and words in finding.message]
    assert [finding.place.line for finding in told if finding.place] == [line]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """One slip does not hide another."""
    changed = TEXT.replace("count: 35", "count: 36").replace("source: successor", "source: x")
    assert {finding.code for finding in faults(tmp_path, changed)} == {"totals-differ", "unknown-reference"}


def test_another_protocol_is_not_that_of_the_trial(tmp_path: Path) -> None:
    """A protocol file that holds another protocol is refused, at the line that names the one followed."""
    path = tmp_path / "trial.yaml"
    path.write_text(TEXT.replace('version: "2"', 'version: "1"'), encoding="utf-8")
    with pytest.raises(
        UnusableFile, match="the trial follows 'nct01681537', but the protocol file holds 'nct01246622'"
    ):
        read_published(path, LIBRARY / "nct01246622.yaml")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (re.sub(r"stages:.*?\nexpansion", "stages: []\nexpansion", TEXT, flags=re.DOTALL), "stages"),
        (
            re.sub(r"levels:\n.*?    not_known", "levels: []\n    not_known", TEXT, count=1, flags=re.DOTALL),
            "stages[1].levels",
        ),
    ],
    ids=["no stage", "no level"],
)
def test_a_trial_without_cohorts_is_none(tmp_path: Path, text: str, subject: str) -> None:
    """At least one stage with one level is needed."""
    told = [finding.subject for finding in faults(tmp_path, text) if finding.code == "missing-key"]
    assert told == [subject]


def test_a_faulty_protocol_file_is_told_as_such(tmp_path: Path) -> None:
    """The findings are those of the protocol file, with its own places."""
    protocol = tmp_path / "protocol.yaml"
    text = (LIBRARY / f"{HOME}.yaml").read_text(encoding="utf-8")
    protocol.write_text(text.replace("default: d14-10", "default: d14-11"), encoding="utf-8")
    with pytest.raises(UnusableFile) as caught:
        read_published(FILE, protocol)
    assert {finding.place.file for finding in caught.value.findings if finding.place} == {str(protocol)}


def test_an_empty_file_is_refused_with_words(tmp_path: Path) -> None:
    """Nothing is no trial."""
    (told,) = faults(tmp_path, "")
    assert told.place is not None


def test_a_trial_that_is_not_at_hand_is_refused() -> None:
    """The message names those that are."""
    with pytest.raises(RegimenError, match="no published trial of 'nct0168153' is at hand; did you mean nct01681537"):
        published("nct0168153")
