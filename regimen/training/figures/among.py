"""A figure asked as a choice: the engine says which of some options is the right one."""

from collections.abc import Mapping

from regimen.errors import RegimenError
from regimen.training.keys.choice import Choice, Option
from regimen.training.keys.key import ALL, NOTHING, Key


def among(key: Key, options: Mapping[str, str]) -> Choice:
    """Options, each written as an answer would be, judged by the key; refuses any number of right ones but one."""
    judged = {name: key.judge(text) for name, text in options.items()}
    right = [name for name, one in judged.items() if one.share == ALL]
    if len(right) != 1:
        which = f"{', '.join(right)} are" if right else "none is"
        raise RegimenError(f"of the options {which} right: the engine says {key.words}", allowed="one right option")
    return Choice(
        tuple(
            Option(name, options[name], ALL if one.share == ALL else NOTHING, one.told) for name, one in judged.items()
        )
    )
