"""Run the command line with ``python -m sinograph``."""

from sinograph.cli import main

if __name__ == "__main__":
    main()
