"""`regimen train`: what cannot be is refused with status 2, what is allowed, and nothing on stdout or written."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
THREE, ANSWERS = "fixtures/training/cases/three-questions.yaml", "fixtures/training/three-answers.yaml"

REFUSED = {
    "nothing to do": ((), "'train' needs to know what to do; allowed: list, show, run, new, check, generate, mark"),
    "an unknown command": (("marks",), "did you mean mark?"),
    "list: a kind": (("list", "--kind", "verdicts"), "no kind of exercise 'verdicts'; did you mean verdict?"),
    "list: a difficulty": (("list", "--difficulty", "middling"), "allowed: easy, moderate, hard"),
    "list: a case": (("list", "much-adoo"), "no case 'much-adoo'; did you mean much-ado?"),
    "list: a date": (("list", "--today", "soon"), "--today: 'soon' is not a date"),
    "list: an empty folder": (("list", "{empty}"), "holds no YAML file; name a file, or another folder"),
    "list: no case": (("list", ANSWERS), f"{ANSWERS}:"),
    "list: a ledger": (("list", "--ledger", THREE), "its first bytes are not those of a ledger"),
    "show: no case": (("show",), "regimen train show CASE; regimen train list shows those that come with the program"),
    "show: an unknown case": (("show", "recovery-on-day-47"), "did you mean recovery-on-day-4"),
    "show: no file": (("show", "none.yaml"), "none.yaml:1:1: cannot read the file: No such file"),
    "show: a folder": (("show", "{empty}"), "cannot read the file: Is a directory"),
    "show: two things": (("show", THREE, "--blank", "--key"), "--blank and --key exclude each other"),
    "show: a format": (("show", THREE, "--format", "docx"), "unknown format 'docx'; allowed: pdf, html, text"),
    "show: a calendar": (("show", THREE, "--format", "ics"), "unknown format 'ics'; allowed: pdf, html, text"),
    "show: a paper": (("show", THREE, "--paper", "a5"), "unknown paper 'a5'; allowed: a4, letter"),
    "show: a PDF to stdout": (("show", THREE, "--format", "pdf"), "does not go to stdout; name a file with -o"),
    "show: no folder": (("show", THREE, "-o", "{empty}/no/x.txt"), "there is no folder {empty}/no; make it first"),
    "show: onto a folder": (("show", THREE, "-o", "{empty}"), "{empty} is a folder; name a file"),
    "show: two cases": (("show", THREE, THREE), "regimen train show --help lists the options"),
    "lot: too short": (("show", "lot:errors:7"), "allowed: lot:KIND:SEED:NUMBER:DIFFICULTY:ERRORS, with - for what"),
    "lot: a seed": (("show", "lot:errors:-7:1:-:-"), "cannot read where the case 'lot:errors:-7:1:-:-' was drawn"),
    "lot: a difficulty": (("show", "lot:errors:7:1:hardd:-"), "cannot read where the case"),
    "lot: digits of elsewhere": (("show", "lot:errors:٧:1:-:-"), "cannot read where the case"),
    "lot: too long": (("show", "lot:errors:7:1:-:-:late:x"), "cannot read where the case"),
    "lot: a kind": (("show", "lot:error:7:1:-:-"), "no kind that is generated 'error'; did you mean errors?"),
    "lot: an error": (("show", "lot:errors:7:1:-:1:lat"), "no kind of error 'lat'; did you mean late?"),
    "run: no terminal": (("run", THREE), "there is no terminal to answer on; give --answers FILE"),
    "run: no terminal by lot": (("run", "--kind", "errors"), "there is no terminal to answer on"),
    "run: no terminal for JSON": (("run", THREE, "--json"), "there is no terminal to answer on"),
    "run: a case and a seed": (("run", THREE, "--seed", "5"), "a CASE and wishes for one drawn by lot exclude"),
    "run: a case and a wish": (("run", THREE, "--kind", "errors"), "a CASE and wishes for one drawn by lot exclude"),
    "run: a seed": (("run", "--seed", "-1"), "--seed: -1 is not possible; allowed: 0 to 999999999"),
    "run: no answers": (("run", THREE, "--answers", "none.yaml"), "none.yaml:1:1: cannot read the file"),
    "run: answers without any": (("run", THREE, "--answers", "{torn}"), "{torn}:2:1: not valid YAML"),
    "run: answers are not kept": (("run", THREE, "--answers", ANSWERS, "--learner", "m"), "--answers and --learner"),
    "run: answers are all marked": (("run", THREE, "--answers", ANSWERS, "--due"), "--answers and --due exclude"),
    "run: answers begin nothing": (("run", THREE, "--answers", ANSWERS, "--again"), "--answers and --again exclude"),
    "new: a kind": (("new", "--kind", "calender"), "no kind of exercise 'calender'; did you mean calendar?"),
    "new: an id": (("new", "--id", "My Case"), "--id: 'My Case' is not an id"),
    "new: a file's name": (("new", "{empty}/My case.yaml"), "--id: 'My case' is not an id"),
    "new: a title": (("new", "--title", " "), "--title: the value is empty"),
    "new: a difficulty": (("new", "--difficulty", "5"), "no difficulty '5'; allowed: easy, moderate, hard"),
    "new: a course": (("new", "--course", "none.yaml"), "cannot read the file: No such file"),
    "new: a course for a story": (("new", "--kind", "story", "--course", "cli/record.yaml"), "leave --course out"),
    "new: no record": (("new", "--kind", "errors", "--course", "{plain}"), "needs a course with a record"),
    "new: onto a folder": (("new", "{empty}", "--id", "mine"), "{empty} exists and was kept"),
    "new: no folder": (("new", "{empty}/no/mine.yaml"), "cannot write {empty}/no/mine.yaml: No such file"),
    "check: a weight": (("check", "--at", "grave"), "--at: unknown weight 'grave'; allowed: info, other"),
    "check: a case": (("check", "much-adoo"), "did you mean much-ado?"),
    "check: an empty folder": (("check", "{empty}"), "holds no YAML file"),
    "generate: a seed": (("generate", "--seed", "one"), "--seed: 'one' is not a whole number"),
    "generate: a count": (("generate", "--count", "0"), "--count: 0 is not possible; allowed: 1 to 100000"),
    "generate: a kind": (("generate", "--kind", "story"), "no kind that is generated 'story'"),
    "generate: a difficulty": (("generate", "--difficulty", "eas"), "did you mean easy?"),
    "generate: errors": (("generate", "--errors", "7"), "--errors: 7 is not possible; allowed: 0 to 6"),
    "generate: errors in a calendar": (("generate", "--kind", "calendar", "--errors", "1"), "nothing is planted"),
    "generate: an error": (("generate", "--among", "lat"), "no kind of error 'lat'; did you mean late?"),
    "generate: errors of two kinds": (
        ("generate", "--among", "late", "--among", "tenfold"), "no kind of exercise has all of these kinds of error",
    ),
    "generate: another kind's": (("generate", "--kind", "errors", "--among", "tenfold"), "no kind of error 'tenfold'"),
    "generate: no tenfold error": (("generate", "--among", "tenfold", "--errors", "0"), "with 0 errors is no exercise"),
    "generate: a format": (("generate", "--format", "ics"), "unknown format 'ics'; allowed: pdf, html, text"),
    "generate: a paper": (("generate", "--paper", "legal"), "unknown paper 'legal'; allowed: a4, letter"),
    "generate: into a file": (("generate", "-o", "{torn}"), "cannot make the folder {torn}/cases: Not a directory"),
    "mark: nothing": (("mark",), "regimen train mark FOLDER; regimen train show CASE --blank makes a file to fill in"),
    "mark: what is not there": (("mark", "none"), "there is no file or folder none"),
    "mark: an empty folder": (("mark", "{empty}"), "holds no YAML file"),
    "mark: none can be": (("mark", "{torn}"), "no answer file could be marked; mend what is named above"),
    "mark: no cases": (("mark", ANSWERS, "--cases", "none"), "--cases: there is no folder none"),
    "mark: a format": (("mark", ANSWERS, "--format", "odt"), "unknown format 'odt'"),
    "mark: a paper": (("mark", ANSWERS, "--paper", "odt"), "unknown paper 'odt'"),
    "mark: no folder": (("mark", ANSWERS, "-o", "{empty}/no/x.csv"), "there is no folder {empty}/no"),
    "mark: into a file": (("mark", ANSWERS, "--debriefs", "{torn}"), "cannot make the folder {torn}: File exists"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED)
def test_refused(run, monkeypatch, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    """Each with its reason, and no file made."""
    monkeypatch.chdir(TESTS)
    places = {"empty": tmp_path / "empty", "torn": tmp_path / "torn.yaml", "plain": tmp_path / "plain.yaml"}
    places["empty"].mkdir()
    places["torn"].write_text("[", encoding="utf-8")
    places["plain"].write_text("format: 1\nreference_date: 2026-12-01\n", encoding="utf-8")
    ran = run("train", *(word.format(**places) for word in words))
    assert (ran.status, ran.out) == (2, "")
    assert told.format(**places) in ran.err
    assert "internal error" not in ran.err
    assert sorted(tmp_path.rglob("*")) == sorted(places.values())
    assert not (TESTS / "training-1").exists()
