"""The cameras page: what IT sets up, tests and repairs."""
