"""Second steps: setting them up, trying them, taking them away. Nothing here knows of a request."""
