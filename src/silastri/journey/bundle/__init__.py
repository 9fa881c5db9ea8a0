"""Everything about one case in a file that outlives the system: to hand to a court, the Ombudsman or an archive."""
