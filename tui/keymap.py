"""The user's key file: `keys.toml` in the program's configuration folder moves actions to other keys.

A key that cannot be used never stops the program: it is told, and the default stays.
"""

import os
import tomllib
from pathlib import Path

from regimen.errors import nearest
from tui.actions import BY_ID

CONFIG_VARIABLE = "REGIMEN_CONFIG_DIR"
"""Environment variable that names another configuration folder."""


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
        else:
            keys[name] = key
    return keys, problems + _shared(path, keys)


def _shared(path: Path, keys: dict[str, str]) -> list[str]:
    """Keys that would mean two things; the moved ones are dropped again."""
    problems = []
    for name, key in list(keys.items()):
        others = {action.id: set(keys.get(action.id, action.keys).split(",")) for action in BY_ID.values()}
        clash = [other for other, held in others.items() if other != name and held & set(key.split(","))]
        if clash:
            del keys[name]
            problems.append(f"{path}: key '{key}' for '{name}' is taken by {', '.join(clash)}; the default stays")
    return problems
