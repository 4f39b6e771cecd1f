"""What people send: checked, made harmless, sealed, kept and handed out. And tagged PDFs that people keep."""
