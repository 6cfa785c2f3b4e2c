"""Dose escalation: designs as decision tables, what follows from outcomes, exact chances, the published trial, time."""
