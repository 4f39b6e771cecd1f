"""Help beside each page, questions people ask, how to reach us, and what is going on with the service."""
