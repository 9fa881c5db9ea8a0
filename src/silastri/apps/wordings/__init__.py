"""Texts of messages in an office's own words, and the provider's approval of texts."""
