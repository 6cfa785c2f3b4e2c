"""Schedules: a resolved protocol and a subject become items on study days, each with its dose and its reason."""
