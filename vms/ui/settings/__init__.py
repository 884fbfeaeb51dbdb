"""Settings: what is mine, the accounts, the school, and how long footage is kept."""
