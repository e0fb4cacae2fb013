"""What violence a report tells of, against MUC-4's incident templates. See README.md here."""
