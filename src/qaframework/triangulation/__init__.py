"""Triangulation: what all the sources of a programme say together about each theme, and how that is known."""
