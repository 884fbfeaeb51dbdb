"""Documents in the national format: plain data in, PDF out."""
