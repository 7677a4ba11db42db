"""The error codes: what each means and what to do about it, and the names that the code says them by."""
