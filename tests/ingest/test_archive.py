"""A deal room's files inside files: archives, letters, PDFs; whatever is hostile in them stays inside the folder."""

import email.policy
import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen import canvas

import ingest.archive as archive
from assistant.workspace import Workspace
from ingest.archive import Member, expand, is_container
from ingest.errors import UnreadableFile
from ingest.mail import file_name, open_mail
from ingest.read import looks_like_mail, read_document

AGREEMENT = "MANUFACTURING AND SUPPLY AGREEMENT\n\n1. Supply\n1.1 Supplier shall supply {product} to Customer.\n"


def agreement(product: str) -> bytes:
    return AGREEMENT.format(product=product).encode()


def a_zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return stream.getvalue()


def a_letter(*attachments: tuple[str, bytes], body: str = "Please find the agreement attached.") -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "Seller <s@a.example>", "b@b.example", "Draft 供货协议"
    letter["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    letter.set_content(body)
    for name, content in attachments:
        letter.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return letter


def a_pdf(text: str, attached: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream)
    sheet.drawString(72, 760, text)
    sheet.showPage()
    sheet.save()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(stream.getvalue()))
    for name, content in (attached or {}).items():
        writer.add_attachment(name, content)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


class Room:
    """Expands a file and keeps what each member held while it was there."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "in"
        self.target = folder / "out"
        self.source.mkdir()
        self.target.mkdir()

    def expand(self, name: str, data: bytes) -> list[Member]:
        (self.source / name).write_bytes(data)
        self.held: dict[str, bytes] = {}
        found = []
        for member in expand(self.source / name, self.target):
            found.append(member)
            if member.path:
                assert member.path.parent in (self.source, self.target)
                self.held[member.name] = member.path.read_bytes()
        assert list(self.target.iterdir()) == []
        assert [path.name for path in self.source.iterdir()] == [name]
        return found


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_members_of_a_deal_room_keep_their_folders_in_their_names(room: Room) -> None:
    packed = a_zip(
        {
            "msa.txt": b"one",
            "quality/qa agreement.txt": b"two",
            "质量/协议.txt": b"three",
            "__MACOSX/._msa.txt": b"no",
            ".DS_Store": b"no",
            "quality/~$qa.docx": b"no",
        }
    )
    assert [member.name for member in room.expand("deal.zip", packed)] == [
        "msa.txt",
        "quality/qa agreement.txt",
        "质量/协议.txt",
    ]
    assert room.held["质量/协议.txt"] == b"three"


def test_names_that_windows_kept_in_gb18030_are_read(room: Room) -> None:
    packed = bytearray(a_zip({"AAAA.txt": b"x"}))
    for at in (packed.index(b"AAAA"), packed.rindex(b"AAAA")):
        packed[at : at + 4] = "质量".encode("gb18030")
    assert [member.name for member in room.expand("deal.zip", bytes(packed))] == ["质量.txt"]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("../../outside.txt", "outside.txt"),
        ("/etc/passwd.txt", "etc/passwd.txt"),
        ("..\\..\\outside.txt", "outside.txt"),
        ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("a/./../b.txt", "a/b.txt"),
        ("line\nbreak.txt", "line break.txt"),
        ("a/\x1b[31m.txt", "a/[31m.txt"),
    ],
)
def test_no_name_in_an_archive_leads_out_of_the_folder(room: Room, inside: str, shown: str) -> None:
    assert [member.name for member in room.expand("deal.zip", a_zip({inside: b"x"}))] == [shown]


def test_archive_in_an_archive_is_opened_and_one_deeper_is_refused(room: Room) -> None:
    deepest = a_zip({"deep.txt": b"x"})
    inner = a_zip({"annex.txt": b"two", "more.zip": deepest})
    found = room.expand("deal.zip", a_zip({"a.txt": b"one", "old/inner.zip": inner, "z.txt": b"three"}))
    assert [member.name for member in found if member.path] == ["a.txt", "old/inner.zip/annex.txt", "z.txt"]
    (refused,) = [member for member in found if not member.path]
    assert refused.problem.startswith("old/inner.zip/more.zip: an archive in an archive in an archive; unpack it")


def test_bomb_costs_itself_and_not_its_neighbours(room: Room) -> None:
    found = room.expand("deal.zip", a_zip({"a.txt": b"one", "bomb.txt": bytes(60 * 2**20), "z.txt": b"two"}))
    assert [member.name for member in found if member.path] == ["a.txt", "z.txt"]
    assert "bomb.txt: unpacks to far more than a document holds (zip bomb)" in found[1].problem


def test_size_the_archive_states_falsely_is_not_believed(room: Room) -> None:
    packed = bytearray(a_zip({"bomb.txt": bytes(60 * 2**20), "z.txt": b"two"}))
    directory = packed.index(b"PK\x01\x02")
    packed[directory + 24 : directory + 28] = struct.pack("<I", 100)
    found = room.expand("deal.zip", bytes(packed))
    assert [member.name for member in found if member.path] == ["z.txt"]
    assert len(found) == 2


def test_archive_beyond_all_measure_stops_with_one_line(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    budget = archive._Budget
    monkeypatch.setattr(archive, "_Budget", lambda folder: budget(folder, files=3))
    found = room.expand("deal.zip", a_zip({f"{i}.txt": b"x" for i in range(9)}))
    assert len(found) == 4
    assert found[-1].problem.startswith("deal.zip: more than 3 files; what came before was read;")


def test_locked_linked_and_damaged_entries_are_each_one_line(room: Room) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
        packed.writestr("locked.txt", b"secret words")
        packed.writestr("damaged.txt", b"words that will not match their sum")
        packed.writestr("good.txt", b"good")
    data = bytearray(stream.getvalue().replace(b"words that will", b"words thAt will"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(b"locked.txt", data.index(mark)) if offset == 6 else data.rindex(b"locked.txt")
        start = at - (30 if offset == 6 else 46)
        data[start + offset] |= 1
    found = room.expand("deal.zip", bytes(data))
    problems = [member.problem for member in found if not member.path]
    assert [member.name for member in found if member.path] == ["good.txt"]
    assert [problem.split(":")[0] for problem in problems] == ["link.txt", "locked.txt", "damaged.txt"]
    assert "a link to another place" in problems[0]
    assert "protected by a password" in problems[1]
    assert "damaged within its archive" in problems[2]


def test_cut_off_archive_is_one_line(room: Room) -> None:
    (found,) = room.expand("deal.zip", a_zip({"a.txt": b"x" * 1000})[:-30])
    assert found.problem == "deal.zip: the archive is damaged or cut off; fetch it again"


def test_letter_is_read_and_what_is_attached_follows_it(room: Room) -> None:
    forwarded = a_letter(("inner.txt", b"deep"), body="see below")
    letter = a_letter(("../Quality Agreement.txt", b"one"), ("deal.zip", a_zip({"x/two.txt": b"two"})))
    letter.add_attachment(forwarded)
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png", cid="<logo>", disposition="inline")
    found = room.expand("offer.eml", letter.as_bytes())
    assert [member.name for member in found] == [
        "offer.eml",
        "offer.eml/Quality Agreement.txt",
        "offer.eml/deal.zip/x/two.txt",
        "offer.eml/Draft 供货协议.eml",
        "offer.eml/Draft 供货协议.eml/inner.txt",
    ]
    assert room.held["offer.eml/Draft 供货协议.eml/inner.txt"] == b"deep"


def test_letter_reads_as_its_headers_and_words(tmp_path: Path) -> None:
    (tmp_path / "offer.eml").write_bytes(a_letter(("a.pdf", b"x"), body="We accept 30 days.\nRegards").as_bytes())
    document = read_document(tmp_path / "offer.eml")
    assert document.text == (
        "From: Seller <s@a.example>\nTo: b@b.example\nDate: Mon, 02 Mar 2026 10:00:00 +0100\n"
        "Subject: Draft 供货协议\nAttachments: a.pdf\n\nWe accept 30 days.\nRegards\n"
    )


def test_letter_written_in_html_only_is_read_without_its_tags(tmp_path: Path) -> None:
    letter = a_letter()
    letter.set_content("<p>We <b>accept</b> it.</p><script>no()</script>", subtype="html")
    (tmp_path / "offer.eml").write_bytes(letter.as_bytes())
    assert read_document(tmp_path / "offer.eml").text.endswith("\n\nWe accept it.\n")


@pytest.mark.parametrize(
    ("data", "is_mail"),
    [
        (b"Received: from x\r\nFrom: a@b\r\nDate: today\r\n\r\nhi", True),
        (b"From: the Supplier\nTo: the Customer\n\nthis agreement", False),
        (b"SUPPLY AGREEMENT\nFrom: x\nDate: y\n\n", False),
        (b"", False),
    ],
)
def test_only_a_message_looks_like_one(data: bytes, is_mail: bool) -> None:
    assert looks_like_mail(data) is is_mail


def nested(depth: int) -> bytes:
    """Multiparts within one another, as no mail program makes them."""
    lines = ["From: a@b", "Date: Mon, 02 Mar 2026 10:00:00 +0100", "MIME-Version: 1.0"]
    for i in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{i}"', "", f"--b{i}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", "deep"]).encode()


def test_letter_nested_without_end_is_one_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.eml: the e-mail is damaged; save it anew from the mail program$"):
        open_mail(nested(2_000), "a.eml")


@pytest.mark.parametrize(
    ("stated", "name"),
    [("../../x.pdf", "x.pdf"), ("C:\\a\\b.pdf", "b.pdf"), ("..", "attachment"), ("", "attachment"), ("a\nb", "a b")],
)
def test_attachment_is_called_by_the_last_part_of_its_name(stated: str, name: str) -> None:
    assert file_name(stated) == name


class Outlook:
    """A .msg file: a compound file of version 3 with every stream in whole sectors."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, int, bytes | None, list[int]]] = [("Root Entry", 5, None, [])]

    def storage(self, name: str, parent: int = 0) -> int:
        return self._add(name, 1, None, parent)

    def stream(self, name: str, content: bytes, parent: int = 0) -> "Outlook":
        self._add(name, 2, content.ljust(4096, b"\0") if len(content) < 4096 else content, parent)
        return self

    def text(self, key: str, text: str, parent: int = 0) -> "Outlook":
        return self.stream(f"__substg1.0_{key}001F", text.encode("utf-16-le"), parent)

    def _add(self, name: str, kind: int, content: bytes | None, parent: int) -> int:
        self.entries.append((name, kind, content, []))
        self.entries[parent][3].append(len(self.entries) - 1)
        return len(self.entries) - 1

    def data(self) -> bytes:
        end, free, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
        directory_sectors = (len(self.entries) + 3) // 4
        table, body = [0xFFFFFFFD] + [i + 2 for i in range(directory_sectors)], b""
        table[-1] = end
        starts: dict[int, int] = {}
        for i, (_name, kind, content, _children) in enumerate(self.entries):
            if kind == 2 and content is not None:
                starts[i] = len(table)
                count = (len(content) + 511) // 512
                table += [*range(len(table) + 1, len(table) + count), end]
                body += content.ljust(count * 512, b"\0")
        assert len(table) <= 128
        links = dict.fromkeys(range(len(self.entries)), (none, none))
        for _name, _kind, _content, children in self.entries:
            # Siblings hang in a chain to the right, which readers accept as a tree.
            for child, following in zip(children, [*children[1:], none], strict=False):
                links[child] = (none, following)
        records = b""
        for i, (name, kind, content, children) in enumerate(self.entries):
            wide = name.encode("utf-16-le") + b"\0\0"
            left, right = links[i]
            first = children[0] if children else none
            records += wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, left, right, first)
            start = starts.get(i, end if kind == 5 else 0)
            records += bytes(36) + struct.pack("<IQ", start, len(content) if content else 0)
        records = records.ljust(directory_sectors * 512, b"\0")
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        header += bytes(6) + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
        header += struct.pack("<109I", *[free] * 108, free)[: 109 * 4 - 4]
        header = header.ljust(512, b"\xff")
        fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
        return header + fat + records + body


def an_outlook_letter() -> Outlook:
    letter = Outlook().text("0037", "Draft agreement").text("1000", "Please see attached.\r\nRegards")
    letter.text("0C1A", "Seller").text("5D01", "s@a.example").text("0E04", "Buyer")
    letter.stream("__properties_version1.0", bytes(32))
    first = letter.storage("__attach_version1.0_#00000000")
    letter.text("3707", "Quality Agreement.txt", first).stream("__substg1.0_37010102", agreement("Quito"), first)
    second = letter.storage("__attach_version1.0_#00000001")
    inner = letter.storage("__substg1.0_3701000D", second)
    letter.text("0037", "Earlier letter", inner).text("1000", "We agreed on ten years.", inner)
    return letter


def test_outlook_letter_is_read_with_its_attachments_and_the_letter_within(room: Room) -> None:
    found = room.expand("offer.msg", an_outlook_letter().data())
    assert [member.name for member in found] == [
        "offer.msg",
        "offer.msg/Quality Agreement.txt",
        "offer.msg/Earlier letter.eml",
    ]
    assert room.held["offer.msg/Quality Agreement.txt"].startswith(b"MANUFACTURING")
    assert b"We agreed on ten years." in room.held["offer.msg/Earlier letter.eml"]
    document = read_document(room.source / "offer.msg")
    assert document.text == (
        "From: Seller <s@a.example>\nTo: Buyer\nSubject: Draft agreement\n"
        "Attachments: Quality Agreement.txt; Earlier letter.eml\n\nPlease see attached.\nRegards\n"
    )


def test_files_inside_a_pdf_follow_it(room: Room) -> None:
    held = a_pdf("The agreement of the parties, with its annex inside.", {"../annex.txt": b"one", "b.txt": b"two"})
    names = [member.name for member in room.expand("a.pdf", held)]
    assert names[0] == "a.pdf"
    assert sorted(room.held[name] for name in names[1:]) == [b"one", b"two"]


def test_archive_that_holds_a_pdf_as_it_is_is_no_pdf(room: Room) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("one/a.pdf", a_pdf("Supplier shall supply."))
        packed.writestr("two/b.txt", agreement("Lima"))
    names = [member.name for member in room.expand("room.zip", stream.getvalue())]
    assert names == ["one/a.pdf", "two/b.txt"]


def test_office_files_are_not_taken_for_archives(tmp_path: Path) -> None:
    import docx

    docx.Document().save(str(tmp_path / "a.docx"))
    (tmp_path / "a.txt").write_text("x")
    assert not is_container(tmp_path / "a.docx")
    assert not is_container(tmp_path / "a.txt")
    assert not is_container(tmp_path / "absent.zip")


def test_deal_room_comes_into_the_workspace_whole_and_again_unchanged(workspace: Workspace, tmp_path: Path) -> None:
    letter = a_letter(("annex.txt", agreement("Lima")), body="The annex of the supply agreement is attached.")
    packed = a_zip(
        {
            "one/agreement.txt": agreement("Zanzibar"),
            "two/agreement.txt": agreement("Quito"),
            "empty.txt": b"",
            "offer.eml": letter.as_bytes(email.policy.SMTP),
        }
    )
    (tmp_path / "deal room.zip").write_bytes(packed)
    found = list(workspace.add_all([tmp_path / "deal room.zip"]))
    assert [(added.file, added.status) for added in found] == [
        ("one/agreement.txt", "added"),
        ("two/agreement.txt", "added"),
        ("empty.txt", "rejected"),
        ("offer.eml", "added"),
        ("offer.eml/annex.txt", "added"),
    ]
    again = list(workspace.add_all([tmp_path / "deal room.zip"]))
    assert [added.status for added in again] == ["unchanged", "unchanged", "rejected", "unchanged", "unchanged"]
    left = [path.name for path in workspace.folder.iterdir() if path.name.startswith(".unpacked-")]
    assert left == []
    upload = list(workspace.add_all([tmp_path / "deal room.zip"], name="upload.zip"))
    assert [added.status for added in upload] == [added.status for added in again]


def test_new_version_of_a_member_replaces_the_old_one(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "deal.zip").write_bytes(a_zip({"a.txt": agreement("Zanzibar")}))
    list(workspace.add_all([tmp_path / "deal.zip"]))
    (tmp_path / "deal.zip").write_bytes(a_zip({"a.txt": agreement("Quito")}))
    (new,) = workspace.add_all([tmp_path / "deal.zip"])
    assert (new.file, new.status) == ("a.txt", "replaced")
    assert [row.id for row in workspace.documents()] == [new.document]
