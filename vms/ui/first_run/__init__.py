"""The first start: language, demo school or own cameras, the board's account, where recordings are stored."""
