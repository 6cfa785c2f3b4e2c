"""YAML to plain data with places: only the safe half of YAML, and every refusal says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import FILE, HOME_TEXT

from regimen.findings import Place, Severity
from regimen.protocol.tree import MAX_BYTES, MAX_DEPTH, parse_tree, read_tree

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


@pytest.mark.parametrize(
    ("raw", "code", "line", "column", "words"),
    [
        pytest.param(b"", "not-a-mapping", 1, 1, ["holds nothing", "'key: value' lines"], id="empty"),
        pytest.param(b"# only a remark\n", "not-a-mapping", 1, 1, ["holds nothing"], id="remark-only"),
        pytest.param(b"- a\n- b\n", "not-a-mapping", 1, 1, ["holds a list"], id="list"),
        pytest.param(b"just words", "not-a-mapping", 1, 1, ["holds text"], id="text"),
        pytest.param(b"a: \xff\n", "not-utf8", 1, 4, ["0xff is not UTF-8", "save the file as UTF-8"], id="not-utf8"),
        pytest.param(b"a: 1\nbc: \xe9t\xe9\n", "not-utf8", 2, 5, ["0xe9"], id="latin-1"),
        pytest.param("a: 1\n".encode("utf-16"), "not-utf8", 1, 1, ["0xff"], id="utf-16"),
        pytest.param(b"a: 1\nb: x\x00y\n", "control-character", 2, 5, ["U+0000 is not allowed"], id="nul"),
        pytest.param(b"a: 1\nb: \x1b[31m\n", "control-character", 2, 4, ["U+001B"], id="escape-sequence"),
        pytest.param("a: x\u0085\x9by\n".encode(), "control-character", 1, 6, ["U+009B"], id="c1-control"),
        pytest.param(b"a: !!python/object:os.system x\n", "yaml-feature", 1, 4, ["tags (!", "value out"], id="tag"),
        pytest.param(b"a: !x {b: 1}\n", "yaml-feature", 1, 4, ["tags"], id="tag-on-a-mapping"),
        pytest.param(b"a: &x 1\n", "yaml-feature", 1, 4, ["anchors (&", "write the value out"], id="anchor"),
        pytest.param(b"b: 1\na: *x\n", "yaml-feature", 2, 4, ["aliases (*x)", "write the value out"], id="alias"),
        pytest.param(BOMB.encode(), "yaml-feature", 1, 4, ["anchors"], id="alias-bomb"),
        pytest.param(b"<<: *x\n", "yaml-feature", 1, 5, ["aliases"], id="merge-key"),
        pytest.param(b"a: 1\n---\nb: 2\n", "second-document", 2, 1, ["one file holds one"], id="two-documents"),
        pytest.param(b"? [a, b]\n: c\n", "key-not-text", 1, 3, ["a key must be plain text"], id="list-as-key"),
        pytest.param(b"a: 1\nb:\n\tc: 2\n", "yaml-syntax", 3, 1, ["not valid YAML", "cannot start any"], id="tab"),
        pytest.param(b"a: [1, 2\nb: 3\n", "yaml-syntax", 2, 2, ["not valid YAML"], id="open-bracket"),
        pytest.param(b'a: "x\n', "yaml-syntax", 2, 1, ["not valid YAML", "quoted scalar"], id="open-quote"),
        pytest.param(b"a: b: c\n", "yaml-syntax", 1, 5, ["mapping values are not allowed"], id="two-colons"),
        pytest.param(b"[" * 100_000, "too-deep", 1, 41, ["nested deeper than 40 levels"], id="100000-brackets"),
        pytest.param(b"a: " + b"[" * 100_000, "too-deep", 1, 43, ["nested deeper"], id="100000-brackets-in-a-key"),
        pytest.param(b"{" * 100_000, "key-not-text", 1, 2, ["plain text"], id="100000-braces"),
        pytest.param(b"- " * 100_000, "too-deep", 1, 81, ["nested deeper"], id="100000-dashes"),
        pytest.param(b"\xfe" * 10_000_000, "file-too-large", 1, 1, ["larger than 1,000,000 bytes"], id="10-mb-rubbish"),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(raw, code, line, column, words) -> None:
    """Each kind of unusable file is one error with its code, its place, and the words that help."""
    tree = parse_tree(raw, FILE)
    [finding] = tree.findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.place == Place(FILE, line, column)
    assert [word for word in words if word not in finding.message] == []
    assert tree.data == {}


def test_size_limit_is_exact() -> None:
    """A file of exactly the largest size is read, one byte more is not."""
    text = b"a: 1\n#" + b"x" * (MAX_BYTES - 6)
    assert parse_tree(text, FILE).data == {"a": "1"}
    assert [finding.code for finding in parse_tree(text + b"x", FILE).findings] == ["file-too-large"]


def test_depth_limit_is_exact() -> None:
    """As deep as allowed is read, one level more is not."""
    deepest = b"a: " + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)
    assert parse_tree(deepest, FILE).findings == []
    deeper = b"a: " + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert [finding.code for finding in parse_tree(deeper, FILE).findings] == ["too-deep"]


@pytest.mark.parametrize("scalar", ["1.0", "no", "yes", "~", "null", "2026-12-01", "0x10", "1e3", "012", "=", "true"])
def test_scalars_stay_text(scalar) -> None:
    """Nothing is turned into a number, a date or a truth value: 1.0 keeps its zero and no is not False."""
    assert parse_tree(f"a: {scalar}\n".encode(), FILE).data == {"a": scalar}


def test_byte_order_mark_is_taken_off() -> None:
    """A file saved by Notepad is read like any other."""
    assert parse_tree(b"\xef\xbb\xbfa: 1\n", FILE).data == {"a": "1"}


@pytest.mark.parametrize(("end", "name"), [("\r\n", "windows"), ("\r", "old-mac")], ids=["windows", "old-mac"])
def test_line_ends_of_other_systems(end, name) -> None:
    """Lines count the same whatever ends them."""
    tree = parse_tree(f"a: 1{end}b:{end}  c: {name}{end}".encode(), FILE)
    assert tree.data == {"a": "1", "b": {"c": name}}
    assert tree.place(("b", "c")) == Place(FILE, 3, 6)


def test_duplicate_keys_are_all_reported_and_the_first_is_kept() -> None:
    """Each key that stands twice is an error at its second place, and reading goes on."""
    tree = parse_tree(b"a: 1\nb: {c: 1, c: 2}\na: 3\n", FILE)
    assert tree.data == {"a": "1", "b": {"c": "1"}}
    assert [(finding.code, finding.place[1:]) for finding in tree.findings] == [
        ("duplicate-key", (2, 11)),
        ("duplicate-key", (3, 1)),
    ]
    assert "key 'a' stands twice in one mapping (first on line 1); keep one" in tree.findings[1].message


def test_places_of_keys_and_values() -> None:
    """Every key and value knows its line and column, counted from one."""
    tree = parse_tree("ä: 1\nlist:\n  - x\n  - {k: 'v'}\n".encode(), FILE)
    assert tree.place(("ä",)) == Place(FILE, 1, 4)
    assert tree.place(("list", 1, "k")) == Place(FILE, 4, 9)
    assert tree.place(("list", 1, "k"), of_key=True) == Place(FILE, 4, 6)
    assert tree.place(("list", 0)) == Place(FILE, 3, 5)


def test_place_of_what_is_absent_is_the_nearest_above() -> None:
    """A missing key is shown where it should stand."""
    tree = parse_tree(b"a:\n  b: 1\n", FILE)
    assert tree.place(("a", "c", "d")) == Place(FILE, 2, 3)
    assert tree.place(("z",)) == Place(FILE, 1, 1)
    assert tree.holds(("a", "b"))
    assert not tree.holds(("a", "c"))


def test_subject_is_the_path_in_words() -> None:
    """A path is told as people write it, list places counted from one."""
    tree = parse_tree(b"doses:\n  - agent: x\n  - agent: y\n", FILE)
    assert tree.subject(("doses", 1, "agent")) == "doses[2].agent"
    assert tree.subject(("doses", 1, "route")) == "doses[2].route"
    assert tree.subject(()) == "file"


@pytest.mark.parametrize(("name", "words"), [("nowhere.yaml", "No such file"), (".", "Is a directory")])
def test_file_that_cannot_be_opened(tmp_path, name, words) -> None:
    """A missing file or a folder is told in the system's words, with its path."""
    [finding] = read_tree(tmp_path / name).findings
    assert finding.code == "file-unreadable"
    assert words in finding.message
    assert finding.place.file == str(tmp_path / name)


def test_file_is_read_from_disk(tmp_path) -> None:
    """A file on disk gives the same tree as its text."""
    (tmp_path / "home.yaml").write_text(HOME_TEXT, encoding="utf-8")
    assert read_tree(tmp_path / "home.yaml").data == parse_tree(HOME_TEXT.encode(), FILE).data


@given(st.binary(max_size=200))
def test_any_bytes_become_data_or_findings(raw) -> None:
    """Rubbish is never an exception: there is data, or a finding that says why not."""
    tree = parse_tree(raw, FILE)
    assert tree.data or tree.findings or raw.decode("utf-8-sig").split("#")[0].strip() in ("{}", "--- {}")


@given(st.text(alphabet="ab:-[]{}&*!?|>'\"#%@`,\n\t ~.", max_size=60))
def test_any_signs_of_yaml_become_data_or_findings(text) -> None:
    """YAML's own signs in any order are never an exception, and every place lies in the file."""
    for finding in parse_tree(text.encode(), FILE).findings:
        assert 1 <= finding.place.line <= text.count("\n") + 2
        assert finding.place.column >= 1
