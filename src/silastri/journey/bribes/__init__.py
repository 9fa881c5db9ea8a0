"""Reports that somebody asked for money: written without a name, read by auditors alone."""
