"""Whether a recommendation says what, how it will show, who, what for and by when; asked while it is written."""
