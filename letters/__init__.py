"""What we wrote to people: shown to them, set as letters and printed in batches, made in other formats, copied."""
