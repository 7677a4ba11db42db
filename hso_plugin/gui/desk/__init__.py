"""The open review copy and the submission on the desk. No window in here."""
