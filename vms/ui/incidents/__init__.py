"""Incidents: their course, the people, the evidence, the measures, and the minutes that come of them."""
