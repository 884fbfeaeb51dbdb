"""The catalogue: what the school's video system remembers, as Peewee models over SQLite or PostgreSQL."""
