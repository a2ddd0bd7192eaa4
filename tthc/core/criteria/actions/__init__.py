"""What changes in the room of criteria; callers import the file of the family they mean."""
