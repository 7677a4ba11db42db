"""What an administrator runs in production."""
