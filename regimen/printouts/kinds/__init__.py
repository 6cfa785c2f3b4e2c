"""Kinds of printed sheet, one file each; `registry` lists them, `source` is what they are made from."""
