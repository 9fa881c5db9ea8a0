"""What proves that somebody is the owner of an account, beside the password."""
