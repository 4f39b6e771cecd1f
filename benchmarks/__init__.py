"""How fast the service answers, measured against a bare Django page. `make bench` writes docs/performance.md."""
