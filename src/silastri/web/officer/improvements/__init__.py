"""The register of improvements: what the office changes, who answers for it, and with what it is shown to be done."""
