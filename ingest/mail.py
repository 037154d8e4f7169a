"""E-mail, .eml and Outlook .msg: the letter as text, and what is attached to it; the only user of olefile.

    bytes ─open─▶ Letter (headers, body, attachments)

Attachments are documents of their own (`ingest.archive` takes them out); the letter names them.
"""

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from ingest.errors import UnreadableFile
from ingest.pages import OnPage, PageText, Reading

HEADERS = ("From", "To", "Cc", "Date", "Subject")
MOST_PARTS = 2_000
DEEPEST = 8
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")


@dataclass(frozen=True)
class Attachment:
    """A file that came with a letter."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """A message as a person reads it."""

    headers: dict[str, str]
    body: str = field(repr=False)
    attachments: tuple[Attachment, ...] = field(repr=False)

    @property
    def text(self) -> str:
        lines = [f"{name}: {self.headers[name]}" for name in HEADERS if self.headers.get(name)]
        if self.attachments:
            lines.append("Attachments: " + "; ".join(attachment.name for attachment in self.attachments))
        return "\n".join(lines) + "\n\n" + self.body.strip() + "\n"


def read_mail(data: bytes, name: str, *, on_page: OnPage | None = None) -> Reading:
    """The letter itself; its attachments are not read here."""
    letter = open_mail(data, name)
    if on_page:
        on_page(1, 1)
    return Reading((PageText(letter.text),), letter.headers.get("Subject", ""))


def open_mail(data: bytes, name: str) -> Letter:
    """A letter of either format; raises UnreadableFile in one line."""
    try:
        return _open_outlook(data) if data.startswith(b"\xd0\xcf\x11\xe0") else _open_internet(data)
    except MemoryError:
        raise
    except Exception as error:
        # The seam: a damaged message leads the parsers to errors of every kind.
        raise UnreadableFile(f"{name}: the e-mail is damaged; save it anew from the mail program") from error


# Internet mail


def _open_internet(data: bytes) -> Letter:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise ValueError("no message")
    headers = {name: _header(message, name) for name in HEADERS}
    return Letter(headers, _internet_body(message), tuple(_internet_attachments(message)))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        # Python's parser of headers fails over some that mail programs accept.
        return ""


def _internet_body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if not isinstance(part, EmailMessage):
        return ""
    text = _content(part)
    return _without_tags(text) if part.get_content_subtype() == "html" else text


def _content(part: EmailMessage) -> str:
    try:
        content = part.get_content()
    except (LookupError, UnicodeError, ValueError):
        content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content.decode("utf-8", "replace")
    return str(content)


def _without_tags(html: str) -> str:
    from ingest.markup import read_html

    try:
        return read_html(html, "mail").text
    except UnreadableFile:
        return ""


def _internet_attachments(message: EmailMessage) -> Iterator[Attachment]:
    body = message.get_body(("plain", "html"))
    count = 0
    for part in _leaves(message, 0):
        count += 1
        if count > MOST_PARTS:
            raise ValueError("more parts than any letter has")
        if part is body or not isinstance(part, EmailMessage) or part.get_content_type() in _SIGNATURES:
            continue
        if part.get_content_type() == "message/rfc822":
            yield _forwarded(part)
            continue
        file = part.get_filename()
        is_decoration = part.get_content_maintype() == "image" and part.get("Content-ID") is not None
        content = part.get_payload(decode=True)
        if file and isinstance(content, bytes) and not (is_decoration and not part.is_attachment()):
            yield Attachment(file_name(file), content)


def _leaves(part: Any, depth: int) -> Iterator[Any]:
    """Parts that hold something; a forwarded message is one of them."""
    if depth > DEEPEST:
        raise ValueError("nested deeper than any letter is")
    if part.get_content_maintype() == "multipart":
        for child in part.iter_parts():
            yield from _leaves(child, depth + 1)
    else:
        yield part


def _forwarded(part: EmailMessage) -> Attachment:
    inner = part.get_content()
    subject = _header(inner, "Subject") if isinstance(inner, EmailMessage) else ""
    return Attachment(file_name(f"{subject or 'forwarded message'}.eml"), inner.as_bytes())


def file_name(name: str) -> str:
    """The last part of a stated name, as nothing but a name.

    >>> file_name("../../etc/Quality Agreement.pdf")
    'Quality Agreement.pdf'
    """
    last = re.split(r"[/\\]", " ".join(str(name).split()))[-1].strip()
    return last if last not in ("", ".", "..") else "attachment"


# Outlook

_SUBJECT, _BODY, _HTML, _SENDER, _SENDER_MAIL = "0037", "1000", "1013", "0C1A", "5D01"
_TO, _CC, _SENT_HEADERS = "0E04", "0E03", "007D"
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _CONTENT_ID = "3701", "3707", "3704", "3001", "3712"
_MESSAGE_CODEPAGE = 0x3FFD


def _open_outlook(data: bytes) -> Letter:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return _outlook_letter(ole, [], 0)


def _outlook_letter(ole: Any, at: list[str], depth: int) -> Letter:
    if depth > DEEPEST:
        raise ValueError("nested deeper than any letter is")
    codepage = _codepage(ole, at)

    def said(key: str) -> str:
        return _string(ole, at, key, codepage)

    sender = " ".join(filter(None, [said(_SENDER), f"<{said(_SENDER_MAIL)}>" if said(_SENDER_MAIL) else ""]))
    headers = {"From": sender, "To": said(_TO), "Cc": said(_CC), "Subject": said(_SUBJECT)}
    if sent := said(_SENT_HEADERS):
        original = email.message_from_string(sent, policy=email.policy.default)
        if isinstance(original, EmailMessage):
            headers["Date"] = _header(original, "Date")
            headers["From"] = headers["From"] or _header(original, "From")
    body = said(_BODY)
    if not body.strip():
        html = _stream(ole, [*at, f"__substg1.0_{_HTML}0102"])
        body = _without_tags(html.decode(codepage, "replace") if html else said(_HTML))
    headers = {name: " ".join(value.replace("\0", " ").split()) for name, value in headers.items()}
    return Letter(headers, body.replace("\r\n", "\n"), tuple(_outlook_attachments(ole, at, codepage, depth)))


def _outlook_attachments(ole: Any, at: list[str], codepage: str, depth: int) -> Iterator[Attachment]:
    level = len(at) + 1
    places = {
        tuple(path[:level])
        for path in ole.listdir(streams=True, storages=True)
        if len(path) >= level and path[: level - 1] == at and path[level - 1].startswith("__attach_version1.0_")
    }
    for place in sorted(places)[:MOST_PARTS]:
        attached = list(place)
        names = (_string(ole, attached, key, codepage) for key in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME))
        name = next((name for name in names if name.strip()), "attachment")
        inner = [*attached, f"__substg1.0_{_DATA}000D"]
        if ole.exists(inner) and ole.get_type(inner) == 1:
            letter = _outlook_letter(ole, inner, depth + 1)
            # The message within has no file of its own: what it says is handed on as an internet message.
            yield Attachment(file_name(f"{letter.headers['Subject'] or name}.eml"), _as_internet_mail(letter))
            continue
        content = _stream(ole, [*attached, f"__substg1.0_{_DATA}0102"])
        is_decoration = bool(_string(ole, attached, _CONTENT_ID, codepage)) and _is_image(content)
        if content is not None and not is_decoration:
            yield Attachment(file_name(name.replace("\0", "")), content)


def _is_image(content: bytes | None) -> bool:
    return bool(content) and (content or b"").startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))


def _as_internet_mail(letter: Letter) -> bytes:
    message = EmailMessage(email.policy.SMTPUTF8)
    for name, value in letter.headers.items():
        if value and name != "Date":
            message[name] = value
    message.set_content(letter.body)
    for attachment in letter.attachments:
        message.add_attachment(
            attachment.data, maintype="application", subtype="octet-stream", filename=attachment.name
        )
    return message.as_bytes()


def _stream(ole: Any, path: list[str]) -> bytes | None:
    if not ole.exists(path) or ole.get_type(path) != 2:
        return None
    content: bytes = ole.openstream(path).read()
    return content


def _string(ole: Any, at: list[str], key: str, codepage: str) -> str:
    if (wide := _stream(ole, [*at, f"__substg1.0_{key}001F"])) is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    if (narrow := _stream(ole, [*at, f"__substg1.0_{key}001E"])) is not None:
        return narrow.decode(codepage, "replace").rstrip("\0")
    return ""


def _codepage(ole: Any, at: list[str]) -> str:
    """The encoding of narrow strings, from the message's properties: 16 bytes each, after a header of 32 or 24."""
    import codecs

    properties = _stream(ole, [*at, "__properties_version1.0"]) or b""
    for start in range(24 if at else 32, len(properties) - 15, 16):
        if int.from_bytes(properties[start + 2 : start + 4], "little") == _MESSAGE_CODEPAGE:
            number = int.from_bytes(properties[start + 8 : start + 12], "little")
            for name in ("utf-8",) if number == 65001 else (f"cp{number}", "cp1252"):
                try:
                    return codecs.lookup(name).name
                except LookupError:
                    continue
    return "cp1252"
