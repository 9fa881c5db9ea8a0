"""The queue of the hall: counters, tickets, and what happened to each."""
