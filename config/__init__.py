"""Settings, addresses and what starts the service."""
