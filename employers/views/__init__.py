"""Pages of employers, and of those who check them."""
