"""What a case may say of its task: one model a kind of exercise."""
