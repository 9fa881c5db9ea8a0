"""Accounts: what proves who somebody is, for how long that holds, and which passwords are too easy."""
