"""`regimen protocols format`: the reference of the protocol file."""

from regimen.cli.options import JsonOption

_JSON = JsonOption()


def protocols_format(*, form: JsonOption = _JSON) -> int:
    """Print the reference of a protocol file: every part, every key, how each value is written; Markdown.

    It is made from what the program reads, so it cannot differ from it.

    Examples:
      regimen protocols format
      regimen protocols format --json
    """
    from regimen.cli.output import document, emit
    from regimen.protocol.kinds import KINDS, REFERENCE
    from regimen.protocol.parts import FORMAT
    from regimen.protocol.reference import all_parts, as_markdown, part_words

    if not form.json:
        emit(as_markdown())
        return 0
    kinds = [{"kind": kind.name, "words": kind.words, "examples": list(kind.examples)} for kind in (*KINDS, REFERENCE)]
    parts = [
        {
            "part": part.name,
            "words": part.words,
            "keys": [
                {
                    "key": key.name,
                    "holds": key.holds,
                    "required": key.required,
                    "default": key.default or None,
                    "words": key.words,
                }
                for key in part.keys
            ],
        }
        for part in map(part_words, all_parts())
    ]
    emit(document(format=FORMAT, kinds=kinds, parts=parts))
    return 0
