"""What every other package may use: actors, the clock, secret fields, states, access declarations."""
