"""Markdown: users' text is shown as written and never becomes markup."""

import pytest
from listing import laid
from markdown_it import MarkdownIt

from regimen.dosing.subject import Subject
from regimen.printouts import markdown
from regimen.printouts.daylist import day_list

NASTY = [
    "*bold*", "_it_", "`code`", "[link](http://x)", "<b>html</b>", "# head", "a|b", "~~no~~", "&lt;", "\\*", "![i](x)",
    "$x$", "1. one", "- dash", "+ plus", "> quote", "{x}",
]  # fmt: skip


@pytest.mark.parametrize("code", NASTY)
def test_a_subject_code_is_shown_as_written(code: str) -> None:
    """Whatever the code is, CommonMark shows it letter by letter."""
    written = markdown.render(day_list(laid(subject=Subject(id=code))))
    tokens = MarkdownIt("commonmark").parse(written)
    shown = ["".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"]
    assert f"Training subject {code} (do not write a real person's name)" in shown


@pytest.mark.parametrize("text", NASTY)
def test_escaped_text_round_trips(text: str) -> None:
    """Inside a line, escaped text is one run of plain text."""
    (inline,) = [token for token in MarkdownIt("commonmark").parse(f"x {markdown.escaped(text)}") if token.children]
    assert "".join(child.content for child in inline.children or []) == f"x {text}"
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}
