"""The files of many tasks, written several at a time: the typesetter does not hold the interpreter up.

Courses that begin on one day at one level come one after the other: what their sheets share is set but once.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from regimen.errors import RegimenError
from regimen.exchange.request import Task
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.words import plural
from regimen.printouts.write import Written, write

Make = Callable[[], Rendered]
"""Makes the bytes of one sheet."""


def write_all(
    tasks: Sequence[Task], paths: Sequence[Path], *, overwrite: bool, tell: Callable[[int], bool]
) -> list[Written]:
    """Write a file for each task, and return what was written, in the order of the tasks."""
    order = sorted(range(len(tasks)), key=lambda place: _begins(tasks[place]))
    return write_each([task.make for task in tasks], paths, order, overwrite=overwrite, tell=tell)


def write_each(
    makes: Sequence[Make], paths: Sequence[Path], order: Sequence[int], *, overwrite: bool, tell: Callable[[int], bool]
) -> list[Written]:
    """Write a file for each sheet that is made, begun in an order of their places, and returned in their own.

    `tell` hears how many are done and says whether to go on; what was begun then is finished, so none is half written.
    """
    pool = ThreadPoolExecutor(os.cpu_count())
    begun = {place: pool.submit(_file, makes[place], paths[place], overwrite=overwrite) for place in order}
    futures = [begun[place] for place in range(len(makes))]
    try:
        for number, future in enumerate(begun.values(), 1):
            future.result()
            if not tell(number):
                break
    except RegimenError as error:
        pool.shutdown(cancel_futures=True)
        written = f"{len(_done(futures))} of {plural(len(futures), 'sheet')} written"
        raise RegimenError(error.what, hint=f"{error.hint}; {written}" if error.hint else written) from error
    finally:
        pool.shutdown(cancel_futures=True)
    return _done(futures)


def _begins(task: Task) -> tuple[str, str]:
    return str(task.plan.course.reference_date), task.plan.resolved.level or ""


def _file(make: Make, path: Path, *, overwrite: bool) -> Written:
    return write(make(), path, overwrite=overwrite)


def _done(futures: Iterable["Future[Written]"]) -> list[Written]:
    return [one.result() for one in futures if not one.cancelled() and one.exception() is None]
