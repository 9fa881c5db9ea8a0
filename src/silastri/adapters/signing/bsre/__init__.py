"""Signs through the eSign Client Service of BSrE, which stands in the agency's own network."""
