"""`python -m pawpress` is the command `pawpress`."""

from pawpress.cli import main

if __name__ == "__main__":
    main()
