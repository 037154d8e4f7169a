"""What the first bytes of a file say it is."""

_OTHERS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"II*\0",
    b"MM\0*",
    b"{\\rtf",
)


def begins_as_pdf(data: bytes) -> bool:
    """A PDF may have other bytes before its mark, but a ZIP that holds one unpacked is a ZIP."""
    return b"%PDF-" in data[:1024] and not data.startswith(_OTHERS)
