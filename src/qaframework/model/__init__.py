"""The records of a QA year and the Programme that holds them: frozen values, no files, no clock."""
