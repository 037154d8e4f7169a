"""Errors that mean "tell the user": each message names the file and what to do.

IngestError
├── UnreadableFile      the bytes are not what the name says, or damaged, locked, empty
├── UnsupportedFormat   we have no reader for it
└── EmbedderMismatch    the collection was built with another embedder
"""


class IngestError(Exception):
    """Something about a document or its store that the user can put right."""


class UnreadableFile(IngestError):
    """This file cannot be read; the message says why and what would help."""


class UnsupportedFormat(IngestError):
    """No reader for this kind of file."""


class EmbedderMismatch(IngestError):
    """The clauses were embedded with another model; the message gives the command that re-indexes them."""
