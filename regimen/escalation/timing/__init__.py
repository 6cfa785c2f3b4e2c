"""Escalation on the calendar: cohorts from recorded courses, when the next one may open, how long a trial takes."""
