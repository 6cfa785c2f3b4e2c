"""The console script: the app when a person sits there and asks for nothing else, the command line otherwise.

Textual is imported only when the app really starts; scripts never pay for it.
"""

import gc
import os
import sys

# Pydantic would search every installed package for plug-ins; we use none, and it costs a tenth of the start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Starting makes many objects and hardly any garbage; collecting every 700 of them costs a fifth of the start.
gc.set_threshold(100_000, 20, 20)


def main() -> int:
    """Start what was asked for; the return value is the process exit status."""
    arguments = sys.argv[1:]
    if arguments:
        from regimen.cli import main as command_line

        return command_line(arguments)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from regimen.cli import home_day_list

        return home_day_list()
    from tui.app import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
