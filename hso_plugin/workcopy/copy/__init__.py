"""The working copy on the file: objects, edits, conflicts and what waits to be sent."""
