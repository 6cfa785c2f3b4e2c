"""What the tasks of all kinds have in common."""

from regimen.protocol.parts import Part


class Task(Part):
    """Base of the section that says what a kind of exercise asks for."""
