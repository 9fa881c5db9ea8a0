"""Signs through the eSign Client Service of BSrE, a server in the agency's own network."""
