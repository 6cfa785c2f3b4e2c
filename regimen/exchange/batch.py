"""The files of many tasks, written several at a time: the typesetter does not hold the interpreter up."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from regimen.errors import RegimenError
from regimen.exchange.request import Task
from regimen.printouts.words import plural
from regimen.printouts.write import Written, write


def write_all(
    tasks: Sequence[Task], paths: Sequence[Path], *, overwrite: bool, tell: Callable[[int], bool]
) -> list[Written]:
    """Write a file for each task, and return what was written.

    `tell` hears how many are done and says whether to go on; what was begun then is finished, so none is half written.
    """
    pool = ThreadPoolExecutor(os.cpu_count())
    futures = [pool.submit(_file, task, path, overwrite=overwrite) for task, path in zip(tasks, paths, strict=True)]
    try:
        for number, future in enumerate(futures, 1):
            future.result()
            if not tell(number):
                break
    except RegimenError as error:
        pool.shutdown(cancel_futures=True)
        raise RegimenError(
            error.what, hint=f"{len(_done(futures))} of {plural(len(futures), 'sheet')} written"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
    return _done(futures)


def _file(task: Task, path: Path, *, overwrite: bool) -> Written:
    return write(task.make(), path, overwrite=overwrite)


def _done(futures: Iterable["Future[Written]"]) -> list[Written]:
    return [one.result() for one in futures if not one.cancelled() and one.exception() is None]
