"""The queue of a hall: who is next, and how long people wait."""
