"""What the planner's keys for acts and comparisons do; the screens they open are imported when first asked for."""

from regimen.days import DaySet
from regimen.errors import RegimenError
from regimen.nomenclature import days_words
from regimen.printouts.words import day_words
from regimen.schedule.acts import Act
from regimen.schedule.items import Kind
from tui.screens.commands import Commands


class Moving(Commands):
    """The planner's actions that move a course or lay protocols beside each other."""

    def action_act(self) -> None:
        """Defer, leave out or stop what is planned on the day in focus, or move to another version."""
        from tui.acting import kinds
        from tui.screens.acts import ActScreen

        plan, numbering = self.session.plan, self.session.plan.resolved.numbering
        day = numbering.day(self.cursor)
        if not kinds(plan, day):
            days = {item.day for item in plan.schedule.items if item.kind == Kind.DOSE}
            where = f"doses are planned on {days_words(DaySet.of(days, numbering))}" if days else "none is left"
            self.tell(f"no dose is planned on {day_words(day)}; {where}", wrong=True)
            return

        def done(act: Act | None) -> None:
            if act is not None:
                self.show()
                self.tell(f"act {len(self.session.course.acts)}: {act.words}")

        self.app.push_screen(ActScreen(self.session, day, hide=self.hide), done)

    def action_acts(self) -> None:
        """List the acts with what each did; take the last back, or save."""
        from tui.screens.acts import ActsScreen

        if not self.session.course.acts:
            self.tell("no acts: everything is planned on its ideal day")
            return

        def answered(answer: str | None) -> None:
            if answer == "save":
                self.action_save()
            elif answer == "back":
                try:
                    told = f"taken back: {self.session.take_back().words}"
                except RegimenError as error:
                    self.tell(error.message, wrong=True)
                    return
                self.show()
                self.tell(told)

        self.app.push_screen(ActsScreen(self.session, hide=self.hide), answered)

    def action_compare(self) -> None:
        """Lay two protocols, versions or levels beside each other."""
        from tui.screens.compare import CompareScreen

        try:
            self.app.push_screen(CompareScreen(self.session, hide=self.hide))
        except RegimenError as error:
            self.tell(error.message, wrong=True)
