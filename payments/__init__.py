"""Assessment periods, pay reports, statements and payments. One assessment serves preview and statement."""
