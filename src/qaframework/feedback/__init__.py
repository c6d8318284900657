"""Surveys, voices, "you said, we did", and what boards see: what people said, and what came of it."""
