"""Amendments: any version rebuilt, faults told at the amendment's line, every change taken back exactly."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import HOME_PATH

from regimen.errors import RegimenError
from regimen.protocol.amend import amended, versions
from regimen.protocol.canonical import canonical
from regimen.protocol.edits import Edit, EditRefused, edited
from regimen.protocol.reader import UnusableFile, parse_protocol, protocol_of, read_protocol, usable
from regimen.protocol.shelf import HOME, load
from regimen.protocol.tree import Tree, read_tree

HOME_TREE = read_tree(HOME_PATH)
BASE = HOME_TREE.data


def text_with(changes: str) -> str:
    """The home protocol with the changes of its amendment replaced."""
    head, _, _ = HOME_PATH.read_text(encoding="utf-8").partition("    changes:\n")
    return head + "    changes:\n" + changes


def test_the_home_protocol_has_two_versions() -> None:
    """LEN on days 1-14 first, days 1-10 after the amendment, the ladder started again at 5 mg."""
    first, second = load(HOME, "1"), load(HOME, "2")
    assert versions(HOME_TREE) == ["1", "2"]
    assert first.ladder is not None
    assert second.ladder is not None
    assert (first.version, list(first.ladder.levels)) == ("1", ["d14-10", "d14-5"])
    assert (second.version, second.ladder.start, second.ladder.default) == ("2", "d10-5", "d10-50")
    assert [level.closed is not None for level in second.ladder.levels.values()] == [True, True, *[False] * 4]
    assert load(HOME) == second


def test_an_unknown_version_is_refused() -> None:
    """The refusal says which versions there are."""
    with pytest.raises(RegimenError, match="no version '3' of nct01681537; allowed: 1, 2"):
        load(HOME, "3")


@pytest.mark.parametrize(
    ("on", "version"),
    [("2014-02-28", "1"), ("2014-03-01", "2"), ("2020-01-01", "2"), (None, "2")],
    ids=["the day before", "the day itself", "years later", "no date asked"],
)
def test_the_version_in_force_follows_the_date(on, version) -> None:
    """An amendment holds from its own date on."""
    tree = read_tree(HOME_PATH)
    tree.data["amendments"][0]["date"] = "2014-03-01"
    assert usable(*protocol_of(tree, on=on)).version == version


def test_reading_a_version_leaves_the_file_data_alone() -> None:
    """Amending works on a copy: the tree can be read again as another version."""
    before = copy.deepcopy(BASE)
    amended(HOME_TREE)
    assert before == BASE


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        ("{change: set, at: ladder.defalt, to: x}", 1, "no 'defalt' at 'ladder.defalt'; did you mean default?"),
        ("{change: remove, at: doses.lenalidomid}", 1, "did you mean lenalidomide?; allowed: lenalidomide, mito"),
        ("{change: add, at: ladder.default, to: x}", 1, "'ladder.default' is there already; use set"),
        ("{change: add, at: doses, to: {agent: x}, before: y}", 1, "there is no 'y' at 'doses'"),
        ("{change: add, at: ladder.levels.x, to: {name: x, values: {}}, before: y}", 1, "cannot stand before 'y'"),
    ],
    ids=["unknown key", "unknown line", "there already", "before nothing in a list", "before nothing in a mapping"],
)
def test_a_change_that_does_not_apply_is_told_at_its_line(change, line, words) -> None:
    """The finding stands on the `at` of the change, and nothing is half amended in silence."""
    text = text_with(f"      - {change}\n")
    with pytest.raises(UnusableFile) as caught:
        parse_protocol(text, "file.yaml")
    [finding] = [finding for finding in caught.value.findings if finding.code == "amendment-refused"]
    assert words in finding.message
    assert finding.place is not None
    assert finding.place.line == text.count("\n", 0, text.index(change)) + line


def test_a_wrong_value_in_an_amendment_is_told_where_it_is_written() -> None:
    """A day set that runs backwards is found by the ordinary checks, and placed in the amendment."""
    change = "{change: set, at: doses.mitoxantrone.days, to: 8-4}"
    text = text_with(f"      - {change}\n")
    with pytest.raises(UnusableFile) as caught:
        parse_protocol(text, "file.yaml")
    [finding] = caught.value.findings
    assert "runs backwards" in finding.message
    before = text[: text.index("8-4")]
    assert finding.place == ("file.yaml", before.count("\n") + 1, len(before) - before.rindex("\n"))


def _places(node: object, at: tuple[str, ...] = ()) -> list[str]:
    """Every place of the home protocol that a change may name."""
    found = [".".join(at)] if at else []
    if isinstance(node, dict):
        for key, value in node.items():
            found += _places(value, (*at, key))
    if isinstance(node, list):
        for part in node:
            if isinstance(part, dict) and (name := part.get("id") or part.get("agent")):
                found += _places(part, (*at, name))
    return found


PLACES = _places({key: value for key, value in BASE.items() if key != "amendments"})
EDITS = st.lists(
    st.one_of(
        st.builds(Edit, st.just("set"), st.sampled_from(PLACES), st.text(max_size=4), st.none()),
        st.builds(Edit, st.just("remove"), st.sampled_from(PLACES), st.none(), st.none()),
        st.builds(
            Edit, st.just("add"), st.sampled_from(PLACES).map(lambda at: f"{at}.fresh"), st.just("new"), st.none()
        ),
        st.builds(
            Edit, st.just("add"), st.just("doses"), st.just({"id": "fresh"}), st.sampled_from([None, "etoposide"])
        ),
    ),
    max_size=6,
)


@given(EDITS)
def test_edits_taken_back_leave_the_same_data(edits: list[Edit]) -> None:
    """Whatever applies is undone exactly, order of keys and entries included; the rest is refused untouched."""
    data, inverses = BASE, []
    for edit in edits:
        try:
            data, inverse = edited(data, [edit])
        except EditRefused:
            continue
        inverses = inverse + inverses
    back, _ = edited(data, inverses)
    assert str(back) == str(BASE)


def test_amend_then_revert_gives_the_same_canonical_protocol() -> None:
    """The home amendment taken back is version 1, as plain data and as canonical JSON."""
    changes = [Edit(c["change"], c["at"], c.get("to"), c.get("before")) for c in BASE["amendments"][0]["changes"]]
    data, inverses = edited(BASE, changes)
    assert data != BASE
    back, _ = edited(data, inverses)
    tree = Tree("x", back)
    assert canonical(usable(*protocol_of(tree, "1"))) == canonical(read_protocol(HOME_PATH, "1"))
