"""Fraud and error: what was noticed when claims were compared, for a person to look at. It decides nothing."""
