"""A share of the credit, as files write it: a whole number of percent."""

from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from regimen.errors import ValueSyntaxError

_WHOLE = 100


def _share(raw: object) -> Decimal:
    text = str(raw).strip().removesuffix("%").strip()
    if not (text.isascii() and text.isdigit() and int(text) <= _WHOLE):
        raise ValueSyntaxError(f"'{text[:20]}' is no share", allowed="0 to 100, in percent of the item's credit")
    return Decimal(int(text)) / _WHOLE


def _written(share: Decimal) -> str:
    return str(int(share * _WHOLE))


Share = Annotated[
    Decimal, PlainValidator(_share), WithJsonSchema({"type": ["string", "number"]}), PlainSerializer(_written)
]
