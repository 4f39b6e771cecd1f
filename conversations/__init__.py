"""What people and the department write to each other: threads by topic, answered by a day. Belongs to the person."""
