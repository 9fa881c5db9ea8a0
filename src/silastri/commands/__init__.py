"""The ``silastri`` command and all that it can do."""
