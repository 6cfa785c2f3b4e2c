"""The tour's own lines at the foot of whatever screen is on top: what was learned, what to do next."""

from textual.widgets import Static


class TourBar(Static):
    """Says what to do; takes no key and no focus."""

    DEFAULT_CSS = """
    TourBar { height: auto; max-height: 6; padding: 0 1; background: $success-muted; color: $text-success; }
    TourBar.-over { dock: bottom; }
    TourBar:ansi { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    def __init__(self, *, over: bool) -> None:
        super().__init__(markup=False, classes="-over" if over else "")
