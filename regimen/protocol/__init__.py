"""Protocols: the written plan of a study, read from YAML, checked, and resolved to facts with their marks.

A protocol is a file, so a new regimen needs no code.
"""
