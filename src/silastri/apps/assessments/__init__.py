"""The evidence for those who assess an office: Ombudsman and PEKPPP."""
