"""GOV.UK form fields, forms and page pieces: what a question looks like and what counts as an answer."""
