"""Acts of a course for scripts: what each is, which items it moved, which it left out."""

from typing import Any

from regimen.course import Plan
from regimen.printouts.words import day_assumed


def move_facts(plan: Plan, *, hide: bool) -> dict[str, Any]:
    """Acts, what they moved and what they left out; hidden, items on an assumed day are not told."""
    schedule = plan.schedule
    shown = [item for item in schedule.items if not (hide and day_assumed(item.entry))]
    return {
        "acts": [act.model_dump(mode="json") | {"words": act.words} for act in schedule.acts],
        "moved": [
            {"id": item.id, "ideal_day": item.ideal_day, "day": item.day, "acts": list(schedule.touched[item.id])}
            for item in shown
            if item.id in schedule.touched
        ],
        "left_out": [
            {"id": left.item.id, "ideal_day": left.item.ideal_day, "day": left.item.day, "act": left.act}
            for left in schedule.left_out
            if not (hide and day_assumed(left.item.entry))
        ],
    }
