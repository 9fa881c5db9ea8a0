"""The rules for letters: which are made, how long they are in force, duties, renewal, and the statement in the QR."""
