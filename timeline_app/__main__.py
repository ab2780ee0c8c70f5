"""`python -m timeline_app`, and what the two installed commands start."""

import os
import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    os.environ["QT_HASH_SEED"] = "0"  # before Qt: its PDFs hold fonts in the order of their hashes
    from timeline_app.app.command_line import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
