"""GOV.UK One Login as an OpenID Connect relying party: signing in, proving who one is, and signing out.

Off unless it is configured (``config.one_login``). docs/adr/0017 says what was chosen and why; the rules are those of
docs.sign-in.service.gov.uk, read in its source (github.com/govuk-one-login/tech-docs) in November 2026.
"""
