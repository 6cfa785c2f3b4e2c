"""Where a record departs from its schedule: found, merged, classified, told. Works in study days alone."""
