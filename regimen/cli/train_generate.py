"""`regimen train generate`: cases drawn by lot, with learner sheets, blank answer files and the key."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption
from regimen.cli.train_lot import LotOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from regimen.printouts.write import Written
    from regimen.training.generate.lot import Wishes
    from regimen.training.generate.verify import Verified

_JSON = JsonOption()
_LOT = LotOptions()
_MOST = 100_000


def train_generate(
    *,
    seed: Annotated[str | None, Words("N", "number from which everything follows; default 1")] = None,
    count: Annotated[str | None, Words("N", "how many cases; default 1")] = None,
    lot: LotOptions = _LOT,
    format_: Annotated[str | None, Words("FORM", "of the sheets: pdf (default), html, text or markdown")] = None,
    paper: Annotated[str | None, Words("SIZE", "a4 (default) or letter")] = None,
    cases_only: Annotated[bool, Words("", "write the case files, no sheets, no answer files and no key")] = False,
    output: Annotated[str | None, Words("FOLDER", "folder to write; default: training-SEED", "-o")] = None,
    overwrite: Annotated[bool, Words("", "replace files that exist")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Draw cases by lot: a sheet for each, a blank answer file, and one key for the teacher.

    The same seed, version and wishes give the same cases, byte by byte. The engine solves each case before it is
    written, and finds in a record just what was planted. FOLDER then holds sheets/ and answers/ for learners, cases/
    and the key for the teacher: both tell what was planted.

    Examples:
      regimen train generate --seed 7 --count 30 --kind errors
      regimen train generate --seed 7 --kind errors --errors 3 --difficulty hard
      regimen train generate --count 100 --cases-only -o cases
    """
    from pathlib import Path

    from regimen.cli.inputs import whole
    from regimen.cli.output import document, emit
    from regimen.cli.progress import counting
    from regimen.cli.train_lot import MOST_SEED, kinds_of, wishes_of
    from regimen.printouts.write import check_targets
    from regimen.training.kit import check_form, kit_files, write_filed

    seed_number, wanted = whole("--seed", seed, 1, 0, MOST_SEED), whole("--count", count, 1, 1, _MOST)
    shape, size = format_ or "pdf", paper or "a4"
    check_form(shape, size)
    folder = Path(output or f"training-{seed_number}")
    kinds, wishes = kinds_of(lot), wishes_of(lot)
    drawn = _drawn(seed_number, wanted, kinds, wishes)
    files = list(kit_files(drawn, f"Key, seed {seed_number}", None if cases_only else shape, size, folder))
    check_targets((one.path for one in files if one.path.exists()), overwrite=overwrite)
    written = write_filed(files, overwrite=overwrite, tell=counting(len(files), "files"))
    if form.json:
        rows = [{"path": str(one.path), "pages": one.pages, "sha256": one.sha256} for one in written]
        emit(document(seed=seed_number, cases=[_facts(one) for one in drawn], files=rows))
    else:
        emit("".join(f"{line}\n" for line in _lines(drawn, written, str(folder))))
    return 0


def _drawn(seed: int, count: int, kinds: "Sequence[str]", wishes: "Wishes") -> "list[Verified]":
    """The cases, each solved by the engine, while stderr tells how many are done."""
    from regimen.cli.progress import followed
    from regimen.training.generate.verify import verified

    numbers = range(1, count + 1)
    return [
        verified(kinds[(number - 1) % len(kinds)], seed, number, wishes)
        for number in followed(numbers, "cases drawn and solved")
    ]


def _lines(drawn: "Sequence[Verified]", written: "Sequence[Written]", folder: str) -> "Iterator[str]":
    from regimen.printouts.words import plural

    yield from (one.words for one in written)
    yield f"{folder}: {plural(len(drawn), 'case')}, each solved by the engine"


def _facts(one: "Verified") -> dict[str, object]:
    case = one.case
    facts = {name: getattr(case, name) for name in ("id", "kind", "difficulty", "title", "generated")}
    return facts | {"items": len(one.exercise.items)}
