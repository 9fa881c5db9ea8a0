"""``python -m silastri`` is the ``silastri`` command."""

from .commands.command import main

if __name__ == "__main__":
    main()
