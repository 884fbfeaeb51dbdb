"""Streams in, pictures and files out: sessions, decoding, recording and cutting. No Qt, no catalogue."""
