"""What the sentences of a recommendation ask for, who is to do it and what for. Grammar of small words, no model."""
