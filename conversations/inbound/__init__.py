"""Email and texts that people send us: kept once, answered once, and put where somebody reads them. Nothing is decided
because of one: anybody can write with an address."""
