"""Measures as tables: rows in words for people, ids and plain numbers for programs."""
