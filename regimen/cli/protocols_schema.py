"""`regimen protocols schema`: the JSON Schema of a protocol file."""

from regimen.cli.options import JsonOption

_JSON = JsonOption()


def protocols_schema(*, form: JsonOption = _JSON) -> int:
    """Print the JSON Schema of a protocol file, for editors and other programs.

    With --json it stands under the key `schema` of a document with `notice` and `findings`.

    Examples:
      regimen protocols schema > protocol.schema.json
    """
    from regimen.cli.output import document, emit, to_json
    from regimen.nomenclature import NOTICE
    from regimen.protocol.schema import json_schema

    schema = json_schema()
    emit(document(schema=schema) if form.json else to_json({**schema, "$comment": NOTICE}) + "\n")
    return 0
