"""Two themes of our own: quiet paper for bright rooms, night for dark ones. All built-in themes stay available."""

from textual.theme import Theme

NIGHT = Theme(
    name="regimen-night",
    primary="#3a6ea5",
    secondary="#6c8fb5",
    accent="#e0a458",
    foreground="#e6e8eb",
    background="#14181d",
    surface="#1b2027",
    panel="#252c35",
    warning="#d9a441",
    error="#d1495b",
    success="#5aa469",
    dark=True,
)
PAPER = Theme(
    name="regimen-paper",
    primary="#2f5d8a",
    secondary="#5b7fa3",
    accent="#a3591f",
    foreground="#1d2329",
    background="#fbfaf7",
    surface="#f3f1ea",
    panel="#e7e3d8",
    warning="#b37400",
    error="#b3261e",
    success="#2e7d4f",
    dark=False,
)
