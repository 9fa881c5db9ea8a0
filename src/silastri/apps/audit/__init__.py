"""The log of access: sign-ins, whose data somebody looked at, and acts that are not steps of a case."""
