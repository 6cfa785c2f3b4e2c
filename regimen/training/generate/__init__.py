"""Cases made from a seed: invented subjects, invented counts, planted truth."""
