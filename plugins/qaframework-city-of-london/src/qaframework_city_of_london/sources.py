"""Where the City's commitments are published."""

REPORT = "City of London, Quality Assurance Annual Report 2023-24"
