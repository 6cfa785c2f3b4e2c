"""Blood counts and administrations taken from tables of other programs: whole or not at all."""
