"""`python -m matxich` is the same as the command `matxich`."""

import sys

from matxich.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
