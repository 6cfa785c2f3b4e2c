"""The keys at the foot of a screen, made again only when they are other keys."""

from textual.screen import Screen
from textual.widgets import Footer


class KeyRow(Footer):
    """Textual's footer without the palette; it would make every key again, twice, whenever the focus moves."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._keys: list[tuple[str, str, bool]] = []
        """Key, words and whether it can be used, as last made."""

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Make the keys again if they are others, or can no more be used; not while another program is in front."""
        active = screen.active_bindings.values()
        keys = [(binding.key, binding.description, enabled) for _, binding, enabled, _ in active if binding.show]
        if keys != self._keys and self.app.app_focus:
            self._keys = keys
            super().bindings_changed(screen)
