"""Screens: they hold the session, hand plans down to widgets and answer what widgets post."""
