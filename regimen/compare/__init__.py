"""Two versions of a protocol, or two protocols, held against each other."""
