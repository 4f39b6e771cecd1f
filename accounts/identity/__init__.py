"""Who people are: what each level opens, what proves one, where somebody stands, and recording it."""
