"""The times a recommendation sets: by which day, before which event, how often."""
