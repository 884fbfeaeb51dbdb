"""The real program, driven through its own windows like a person would, and checked step by step."""
