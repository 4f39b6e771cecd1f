"""What the service can show, laid out to be looked at: in a demonstration only.

A section is a line in ``sections`` and an address in ``urls``; its page extends ``demo/gallery/base.html``.
"""
