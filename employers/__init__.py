"""Employers: organisations that staff have checked, and who acts for them. Knows nothing of claims or of who claims."""
