"""Documents that people keep. Uploads are to come here; today, tagged PDFs."""
