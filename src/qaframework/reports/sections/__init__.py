"""What reports tell, one subject a module: the counts it needs, what it says of them, and how they were made.

The counts of all subjects of a report are protected together before the first word is written; a section sees only what
may be shown.
"""
