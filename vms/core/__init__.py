"""The ground floor: time, errors, secrets, workers and text, from the standard library only."""
