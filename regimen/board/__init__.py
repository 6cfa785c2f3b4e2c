"""The board of courses: who is where, what is due, what is overdue, and who needs a person first."""
