"""Model clinical-trial drug regimens: study days, schedules, doses, deviations, verdicts, escalation.

Education only, not for clinical care. Importing this package loads nothing else, so that the command
line and the terminal app each pay only for what they use.
"""

__version__ = "0.1.0"
