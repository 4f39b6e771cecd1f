"""Users and how they sign in, the people the service is for, and how sure we are of who they are."""
