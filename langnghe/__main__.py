"""`python -m langnghe …`: the command line, for processes that start each other."""

import sys

from langnghe.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
