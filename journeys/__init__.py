"""Multi-page questions: a journey is a declared list of pages; next, back and status are derived from one walk."""
