"""What each kind of activity came to: the calendar, observations, work with partners, visits, peers, assurance."""
