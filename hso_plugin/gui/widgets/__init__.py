"""What the windows are built from: words, icons, lists, questions, messages, and one job at a time."""
