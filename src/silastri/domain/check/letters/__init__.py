"""Checks what a definition says of its letters: their texts, signing, numbers, and what happens after issue."""
