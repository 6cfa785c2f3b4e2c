"""Keys of caches for what is large and never changed: one thing equals itself alone, and lives as long as its key."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A key that equals the keys of the very same thing; while a cache holds it, nothing else can take its address."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
