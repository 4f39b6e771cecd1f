"""Looking for each kind of signal, in sets: one query finds what matches, another its rows."""
