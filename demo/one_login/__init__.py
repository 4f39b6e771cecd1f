"""A GOV.UK One Login of the demonstration's own: it signs in whoever one says, and proves what one chooses."""
