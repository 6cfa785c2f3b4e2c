"""The console script: the app when a person sits there and asks for nothing else, the command line otherwise.

Textual is imported only when the app really starts; scripts never pay for it.
"""

import sys

from regimen.start import lighten


def main() -> int:
    """Start what was asked for; the return value is the process exit status."""
    arguments = sys.argv[1:]
    if arguments:
        from regimen.cli import main as command_line

        return command_line(arguments)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from regimen.cli import home_day_list

        return home_day_list()
    lighten()
    from tui.app import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
