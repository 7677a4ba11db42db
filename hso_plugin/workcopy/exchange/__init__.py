"""A working copy over a platform's line: fetch, send, submit, and fetch anew."""
