"""What the room of criteria reads: the sets, and what communes score by them."""
