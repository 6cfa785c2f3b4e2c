"""Training: cases, exercises over the functions the planner uses, and marking by the engine itself."""
