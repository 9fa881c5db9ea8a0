"""The pages of the yearly measurement and of certificates."""
