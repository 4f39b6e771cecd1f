"""The claimant's front door: where they start, what is happening, what to do next, and who looked."""
