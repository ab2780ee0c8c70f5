"""`python -m timeline_app`, and what the two installed commands start."""

import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    from timeline_app.app.command_line import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
