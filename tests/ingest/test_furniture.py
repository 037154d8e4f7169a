"""Headers, footers, page numbers and banners go; whatever could be the agreement stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.furniture import drop_furniture, find_furniture, page_number

BANNER = [
    "[***] = Certain confidential information contained in this",
    "document has been omitted and filed separately.",
]

STAMP = "Source: SOME PHARMA LTD., 20-F, 3/26/2019"


def body(page: int) -> list[str]:
    """Ten lines no other page has."""
    return [f"{page}.{i} The {word} clause of section {page} says so." for i, word in enumerate("abcdefghij", start=1)]


def dropped(pages: list[list[str]]) -> list[list[str]]:
    return [[page[i] for i in sorted(gone)] for page, gone in zip(pages, find_furniture(pages), strict=True)]


@pytest.mark.parametrize(
    ("frame", "gone"),
    [
        (lambda n, lines: [*lines, str(n)], lambda n: [str(n)]),
        (lambda n, lines: [*lines, f"- {n} -"], lambda n: [f"- {n} -"]),
        (lambda n, lines: [*lines, f"Page {n} of 4"], lambda n: [f"Page {n} of 4"]),
        (lambda n, lines: [*lines, f"第 {n} 页 共 4 页"], lambda n: [f"第 {n} 页 共 4 页"]),
        (lambda n, lines: [*lines, ["i", "ii", "iii", "iv"][n - 1]], lambda n: [["i", "ii", "iii", "iv"][n - 1]]),
        (lambda n, lines: [*lines, f"A-{n}"], lambda n: [f"A-{n}"]),
        (lambda n, lines: [*lines, f"Deal 7 CONFIDENTIAL page {n}"], lambda n: [f"Deal 7 CONFIDENTIAL page {n}"]),
        (lambda n, lines: [*lines, *BANNER], lambda n: BANNER),
        (lambda n, lines: [*lines, str(n), *BANNER], lambda n: [str(n), *BANNER]),
        (lambda n, lines: ["Initials ____", *lines] if n > 1 else lines, lambda n: ["Initials ____"] if n > 1 else []),
        (lambda n, lines: [*lines, STAMP], lambda n: [STAMP]),
        (lambda n, lines: ["Supply Agreement", *lines], lambda n: ["Supply Agreement"] if n > 1 else []),
    ],
    ids=[
        "bare",
        "dashes",
        "page-n-of-m",
        "chinese",
        "roman",
        "lettered",
        "in-a-line",
        "banner",
        "both",
        "initials",
        "stamp",
        "header",
    ],
)
def test_what_frames_every_page_is_dropped_and_nothing_else(frame, gone) -> None:
    pages = [frame(n, body(n)) for n in range(1, 5)]
    assert dropped(pages) == [gone(n) for n in range(1, 5)]


@pytest.mark.parametrize(
    "pages",
    [
        [["Supply Agreement", *body(1)], ["Supply Agreement", *body(2)], body(3), body(4)],
        [
            *([f"Exhibit A-{n}", "Specification", f"{{{7 - n} pages left out}}"] for n in (1, 2, 3)),
            *map(body, range(1, 8)),
        ],
        [[*body(n), "[***]"] for n in range(1, 5)],
        [["By: ________", "Name:", "Title:"] for _ in range(3)],
        [[*body(1), "5"], [*body(2), "12"], [*body(3), "90"]],
        [["TABLE OF CONTENTS", *body(n)] for n in range(1, 4)],
        [["Only one page", *body(1), "7"]],
        [[f"{n}. This form is filled in for batch {n}."] for n in range(1, 6)],
    ],
    ids=["twice", "exhibits", "redactions", "signatures", "numbers that do not count", "contents", "one page", "forms"],
)
def test_lines_that_could_be_the_agreement_stay(pages: list[list[str]]) -> None:
    assert dropped(pages) == [[] for _ in pages]


def test_banner_that_breaks_its_lines_elsewhere_is_still_the_banner() -> None:
    words = " ".join(BANNER).split()
    rewrapped = [" ".join(words[:5]), " ".join(words[5:])]
    pages = [[*body(n), *(rewrapped if n == 3 else BANNER)] for n in range(1, 6)]
    assert dropped(pages)[2] == rewrapped


def test_page_numbers_left_in_mid_page_by_an_older_layout_are_dropped() -> None:
    lines = [line for n in range(1, 4) for line in [*body(n), *body(n + 10), str(n + 4)]]
    assert dropped([[*lines, "the end of it all"]]) == [["5", "6", "7"]]


def test_numbers_of_table_rows_are_not_page_numbers() -> None:
    rows = [line for n in range(1, 8) for line in (str(n), f"Test method {n}")]
    assert dropped([rows]) == [[]]


@pytest.mark.parametrize(
    ("line", "number"),
    [("Page 3 of 20", 3), ("- iv -", 4), ("第12页", 12), ("3/20", 3), ("page ix", 9), ("3", None), ("Clause 3", None)],
)
def test_page_number_reads_only_lines_that_say_so(line: str, number: int | None) -> None:
    assert page_number(line) == number


@given(st.lists(st.lists(st.sampled_from(["1", "Page 2", "Header", "text", "", "[***]"]), max_size=9), max_size=7))
def test_dropping_only_takes_lines_away(pages: list[list[str]]) -> None:
    texts = ["".join(f"{line}\n" for line in page) for page in pages]
    for before, after in zip(texts, drop_furniture(texts), strict=True):
        lines = iter(before.splitlines())
        assert all(any(line == other for other in lines) for line in after.splitlines())
