"""The smallest Textual app that shows something: what the planner's start is held against."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class OneWidget(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("one widget is drawn")


if __name__ == "__main__":
    OneWidget().run()
