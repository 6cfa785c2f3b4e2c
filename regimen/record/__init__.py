"""What really happened to one subject, as a file tells it and as the rules read it."""
