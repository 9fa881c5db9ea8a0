"""Answers to the satisfaction survey (SKM), stored without names."""
