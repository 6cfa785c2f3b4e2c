"""The user's key file: `keys.toml` in the program's configuration folder moves actions to other keys.

A key that cannot be used never stops the program: it is told, and the default stays.
"""

import os
import tomllib
from pathlib import Path

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from regimen.errors import nearest
from tui.actions import BY_ID, beside

CONFIG_VARIABLE = "REGIMEN_CONFIG_DIR"
"""Environment variable that names another configuration folder."""
MODIFIERS = {"ctrl", "alt", "shift", "super"}
RESERVED = {
    *("tab", "shift+tab", "enter", "escape", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("ctrl+c", "ctrl+p", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"),
}
"""Keys that move about or lead out, and those a terminal confuses with them."""
_NAMED = {key.value for key in Keys}


def key_file() -> Path:
    """Where the key file is looked for."""
    if folder := os.environ.get(CONFIG_VARIABLE):
        return Path(folder) / "keys.toml"
    from platformdirs import user_config_path

    return user_config_path("regimen") / "keys.toml"


def read_keys(path: Path) -> tuple[dict[str, str], list[str]]:
    """Action id to key, and what is wrong with the file, in words."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [f"{path}: the key file cannot be read and the default keys stay: {error}"]
    table = data.get("keys", {})
    if not isinstance(table, dict):
        return {}, [f'{path}: write the keys as a table [keys] with lines such as goto = "g"']
    keys: dict[str, str] = {}
    problems = [f"{path}: unknown table '{name}'; allowed: keys" for name in data if name != "keys"]
    for name, key in table.items():
        if name not in BY_ID:
            problems.append(f"{path}: no action '{name}'{nearest(name, BY_ID)}; allowed: {', '.join(BY_ID)}")
        elif not isinstance(key, str) or not key.strip():
            problems.append(f'{path}: the key of \'{name}\' must be text such as "g" or "f5"')
        elif why := _unusable(read := _spelled(key)):
            problems.append(f"{path}: key '{key}' for '{name}' {why}; the default stays")
        else:
            keys[name] = read
    return keys, problems + _shared(path, keys)


def _spelled(keys: str) -> str:
    """Keys as Textual names them: `/` is `slash`, `F8` is `f8`."""
    parts = [key.strip() for key in keys.split(",")]
    names = [key if len(key) == 1 else key.lower() for key in parts if key]
    return ",".join(binding.key for name in names for binding in Binding.make_bindings([Binding(name, "")]))


def _unusable(keys: str) -> str | None:
    """Why one of the keys cannot be had, if so."""
    for key in keys.split(","):
        *modifiers, base = key.split("+")
        if key in RESERVED:
            return "is one the program or the terminal needs itself"
        if set(modifiers) - MODIFIERS or not (base in _NAMED or key_to_character(REPLACED_KEYS.get(base, base))):
            return 'is no key; write "g", "f5", "ctrl+r" or a name such as "slash"'
    return None


def _shared(path: Path, keys: dict[str, str]) -> list[str]:
    """Keys that would mean two things; moved ones are dropped until each means one."""
    problems = []
    while clash := _clash(keys):
        name, others = clash
        key = keys.pop(name)
        problems.append(f"{path}: key '{key}' for '{name}' is taken by {', '.join(others)}; the default stays")
    return problems


def _clash(keys: dict[str, str]) -> tuple[str, list[str]] | None:
    """The first moved action whose key others of its screen hold, and those others."""
    held = {action.id: set(keys.get(action.id, action.keys).split(",")) for action in BY_ID.values()}
    for name in keys:
        near = [action.id for action in beside(name) if action.id != name]
        if others := [other for other in near if held[other] & held[name]]:
            return name, others
    return None
