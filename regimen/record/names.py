"""Drugs as records name them: generic names in any case, the abbreviations of the protocol, whole blocks."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.same import Same


class Names(NamedTuple):
    """What drugs and blocks are called in one protocol."""

    drugs: Mapping[str, str]
    """Name in lower case to the protocol's key."""
    blocks: Mapping[str, tuple[str, ...]]
    """Block to the drugs in it."""

    def drug(self, text: str) -> str:
        """The protocol's key of a drug; a drug that is not in it keeps its name in lower case."""
        known = self.drugs.get(text)
        if known is None:
            key = _key(text)
            known = self.drugs.get(key, key)
        return known

    def several(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The drugs that names of drugs and blocks stand for, each once."""
        named = (self.blocks.get(text) or (self.drug(text),) for text in texts)
        return tuple(dict.fromkeys(drug for drugs in named for drug in drugs))

    def knows(self, text: str) -> bool:
        """Whether the protocol has a drug of this name."""
        return _key(text) in self.drugs

    def within(self, sentence: str) -> tuple[str, ...]:
        """The drugs that a sentence speaks of: those it names, else those of a block it names."""
        spoken = tuple(drug for name, drug in self.drugs.items() if _says(sentence.lower(), name))
        blocks = (drugs for block, drugs in self.blocks.items() if _says(sentence, block))
        return tuple(dict.fromkeys(spoken)) or tuple(dict.fromkeys(drug for drugs in blocks for drug in drugs))


def names_of(resolved: ResolvedProtocol) -> Names:
    """The names that hold in one protocol."""
    return _names(Same(resolved))


@lru_cache(maxsize=64)
def _names(same: Same[ResolvedProtocol]) -> Names:
    resolved = same.it
    agents = resolved.protocol.agents
    short = {agent.abbreviation.lower(): key for key, agent in agents.items() if agent.abbreviation}
    blocks: dict[str, tuple[str, ...]] = {}
    for line in resolved.lines:
        if line.block:
            blocks[line.block] = tuple(dict.fromkeys((*blocks.get(line.block, ()), line.agent)))
    return Names({**short, **{key: key for key in agents}}, blocks)


def _key(text: str) -> str:
    return "-".join(text.lower().split())


def _says(sentence: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) is not None
