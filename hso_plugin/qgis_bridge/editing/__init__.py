"""What somebody draws and has not saved yet, for the rules."""
