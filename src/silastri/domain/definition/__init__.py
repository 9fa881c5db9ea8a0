"""The language of definitions: how standards, procedures and letters are written and read."""
