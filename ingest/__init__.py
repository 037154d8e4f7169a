"""Files in, clauses out: read a document, split it into clauses, keep them in a searchable store."""
