"""Plays people: invented persons and answers, practice cases, walks over the pages, the demo and the preview."""
