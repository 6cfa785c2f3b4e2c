"""The home case without questions: Day 1 = today, default level, the sample subject."""


def home() -> int:
    """Print the day list as text."""
    from regimen.cli.output import emit
    from regimen.course import Course, plan
    from regimen.dates import today
    from regimen.dosing.subject import SAMPLE_SUBJECT
    from regimen.printouts.daylist import day_list
    from regimen.printouts.text import render
    from regimen.protocol.shelf import HOME, load

    now = today()
    course = Course(protocol=HOME, reference_date=now, subject=SAMPLE_SUBJECT)
    emit(render(day_list(plan(course, load(HOME), now))))
    return 0
