"""Files from outside: taking them in, listing, playing, correcting their time (Điều 3)."""
