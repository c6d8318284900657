"""Where the built-in rules are published."""

from __future__ import annotations

CITY = "City of London, Quality Assurance Annual Report 2023-24"
CQC = "CQC, how we aggregate ratings: adult social care, May 2022"
CQC_RECORD = "CQC, how we determine aggregated ratings, May 2022: departures are recorded with their reasons"
OFSTED = "Ofsted, SCCIF: how inspectors make judgements"
OFSTED_RETURN = "Ofsted, SCCIF: children's homes, inadequate judgements, visited again in 6 to 8 weeks"
OWN = "qaframework default"
