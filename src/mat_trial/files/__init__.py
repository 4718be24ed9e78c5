"""Files in and out: what cannot be read comes back as problems, all at once."""
