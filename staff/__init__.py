"""The adviser's view: work to do, a claimant's record opened with a reason, and decisions."""
