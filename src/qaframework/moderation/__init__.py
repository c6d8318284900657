"""Moderation: run the rules over a programme and report what does not stand up."""
