"""The log of acts that are not steps of a case: sign-ins, looks at personal data, changes of settings."""
