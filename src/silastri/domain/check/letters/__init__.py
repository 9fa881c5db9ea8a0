"""What a definition says of its letters, proved: their texts, signing, numbers, and life after issue."""
