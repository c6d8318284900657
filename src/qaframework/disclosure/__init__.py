"""Small numbers that could point to somebody: hide, round, and check that nothing can be worked out again."""
