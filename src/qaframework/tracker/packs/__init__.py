"""Meeting packs: the workbook that managers fill in, and its way back."""
