"""Use cases: the one floor where workshops meet, and where every right is checked and every act logged."""
