"""The log of acts that are not steps of a case: sign-ins, looking at personal data, changes of settings."""
