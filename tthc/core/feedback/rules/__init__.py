"""What feedback is, which step may follow which, and by when: plain values, no table."""
