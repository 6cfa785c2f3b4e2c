"""Sheets as PDF: a whole process beside one that prints the same day list as text, a further page, a class of 200.

python tests/benchmarks/bench_print.py --rounds 12
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from measuring import HEAD, Spread, child_environment, compile_first, ratios, rounds, seconds

from regimen.course import Course, plan
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.printouts.formats.registry import rendered
from regimen.printouts.kinds.registry import made
from regimen.printouts.kinds.source import Options, Source
from regimen.protocol.shelf import load

MAX_RATIO, MAX_MS, MAX_PAGE_MS, MAX_CLASS_S = 1.5, 350, 15, 6
HOME = ("--day1", "2026-12-01", "--sample")
SUBJECTS, PAGES, YEAR = 200, 3, 12
KINDS = ("daylist", "month")
"""Sheets of a class: lists of three pages, calendars of three or four."""
LEVELS = ("d10-50", "d10-25", "d10-10")


def class_table() -> str:
    """Two hundred subjects, no two alike."""
    rows = [
        f"S-{n:03},2026-12-{1 + n % 28:02},{LEVELS[n % 3]},{150 + n % 45},{50 + n % 60},{'FM'[n % 2]},{40 + n % 30},1.1"
        for n in range(SUBJECTS)
    ]
    return "\n".join(("id,day1,level,height_cm,weight_kg,sex,age,creatinine", *rows, ""))


def page_ms(months: int, number: int) -> float:
    """How long one month page takes in a process that has printed before; each time of another subject."""
    subject = SAMPLE_SUBJECT.model_copy(update={"id": f"S-{number}", "age": 30 + number % 40})
    course = Course(reference_date="2026-12-01", subject=subject, cycles=str(months))
    document = made("month", Source(plan(course, load(YEARLY), dt.date(2026, 12, 1))), Options())
    return 1000 * seconds(lambda: rendered(document, "pdf", "a4"))


YEARLY = "lenalidomide-myeloma-maintenance"
"""A protocol with a cycle of 28 days for as long as one likes."""


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=12)
    options = parser.parse_args()
    compile_first()
    script = str(Path(sys.executable).with_name("regimen"))
    with tempfile.TemporaryDirectory() as folder:
        environment = child_environment(Path(folder))
        (Path(folder) / "class.csv").write_text(class_table(), encoding="utf-8")

        def output(*words: str) -> bytes:
            command = [script, *words]
            return subprocess.run(command, env=environment, cwd=folder, stdout=subprocess.PIPE, check=True).stdout

        single = ("print", "month", *HOME, "--overwrite")
        groups = {kind: ("print", kind, "--subjects", "class.csv", "--overwrite") for kind in KINDS}
        for kind, group in groups.items():
            files = json.loads(output(*group, "--json"))["files"]
            if len(files) != SUBJECTS or min(file["pages"] for file in files) < PAGES:
                sys.exit(f"the class does not have three pages each as {kind}; nothing was measured")
        processes = rounds(
            options.rounds,
            {
                "print": lambda: seconds(lambda: output(*single)),
                "text": lambda: seconds(lambda: output("calendar", *HOME)),
            },
        )
        timed = {kind: partial(seconds, partial(output, *group)) for kind, group in groups.items()}
        classes = rounds(max(2, options.rounds // 4), timed, warm_up=0)
    turns = iter(range(10_000))
    found = rounds(
        options.rounds, {"one": lambda: page_ms(1, next(turns)), "year": lambda: page_ms(YEAR, next(turns))}, warm_up=2
    )
    further = [(year - one) / (YEAR - 1) for one, year in zip(found["one"], found["year"], strict=True)]
    print(HEAD)
    print(ratios(processes, "print", "text").row("`regimen print month` ÷ `regimen calendar`", at_most=MAX_RATIO))
    whole = [1000 * value for value in processes["print"]]
    print(Spread.of(whole).row("`regimen print month`, the whole process, three pages", " ms", MAX_MS))
    print(Spread.of([1000 * value for value in processes["text"]]).row("`regimen calendar`, the whole process", " ms"))
    print(Spread.of(further).row("a further month page", " ms", MAX_PAGE_MS))
    for kind, found_s in classes.items():
        print(
            Spread.of(found_s).row(
                f"{SUBJECTS} subjects × {PAGES} pages of `{kind}`, the whole process", " s", MAX_CLASS_S
            )
        )


if __name__ == "__main__":
    main()
