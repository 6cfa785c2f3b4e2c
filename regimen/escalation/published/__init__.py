"""Trials as published: a data file each, the histories that fit it, and the replay of one of them."""
