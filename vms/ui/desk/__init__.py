"""The board's desk: what waits for a decision, and how the school stands today (Điều 4.1)."""
