"""Answers to the satisfaction survey (SKM), kept without names."""
