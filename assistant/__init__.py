"""Clauses in, proof out: check control points, answer questions, draft what to ask next."""

__version__ = "0.1.0"
