"""``python -m silastri`` is the ``silastri`` command."""

from silastri.jobs.command import main

if __name__ == "__main__":
    main()
