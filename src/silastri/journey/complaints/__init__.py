"""Complaints: taken in, weighed, passed on, answered; their book and their monthly report."""
