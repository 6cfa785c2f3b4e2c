"""The command line: one file a command, thin over the library. The contract it keeps is docs/contract.md.

Nothing heavy is imported here, so that each command loads only what it uses.
"""


def main(argv: list[str] | None = None) -> int:
    """Run one command; the return value is the process exit status."""
    from regimen.cli.entry import run

    return run(argv)


def home_day_list() -> int:
    """Print the home case's day list, as `regimen` does without arguments and without a terminal."""
    from regimen.cli.entry import guarded
    from regimen.cli.home import home

    return guarded(home)
