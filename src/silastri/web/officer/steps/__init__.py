"""The acts of steps on a page, one file each; ``table.py`` lists them."""
