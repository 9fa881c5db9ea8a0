"""The folder of evidence for the Ombudsman and PEKPPP."""
