"""Courses as files for others: calendars for other programs, and what is printed of one course or of a class."""
