"""The recommendation and impact tracker: what was asked, what was done, what difference it made, and how we know."""
