"""`python -m regimen.cli`: the command line without the app."""

import sys

from regimen.cli import main

if __name__ == "__main__":
    sys.exit(main())
