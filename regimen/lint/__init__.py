"""Checks of protocols beyond whether they can be read: what an expert pharmacist would ask about."""
