"""What we hold about a person and until when: shown to them, given to them as a copy, deleted when its time is over."""
