"""The key to abbreviations as a block of a sheet: LEN and MEC never stand without it."""

from regimen.printouts.notes import key
from regimen.printouts.sheet import Block, block
from regimen.protocol.resolved import ResolvedProtocol


def key_block(resolved: ResolvedProtocol) -> Block:
    """Each abbreviation with its meaning."""
    return block("Key", *(f"{short} = {meaning}" for short, meaning in key(resolved)))
