"""HTML and Markdown as a browser shows them, and nothing it hides."""

import pytest

from ingest.markup import read_html, read_markdown


def html(body: str) -> str:
    return read_html(f"<html><head><title>Deal</title></head><body>{body}</body></html>".encode(), "a.html").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>Supply</h1><p>The\n  Supplier <b>shall</b> act.</p>", "Supply\n\nThe Supplier shall act.\n"),
        ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree\n"),
        ("a<br>b", "a\nb\n"),
        ("<p>thirty&nbsp;(30) days co&shy;operate</p>", "thirty (30) days cooperate\n"),
        ("<ol start=3 type=a><li>x</li><li>y</li></ol>", "c. x\nd. y\n"),
        ("<ul><li>x</li><li>y</li></ul>", "• x\n• y\n"),
        (
            "<table><tr><th>Task</th><th>Who</th></tr><tr><td>Release</td><td>QA</td></tr></table>",
            "Task | Who\nRelease | QA\n",
        ),
        ("<table><tr><td>7.3</td><td>&nbsp;</td><td>Keep <p>records.</p></td></tr></table>", "7.3 Keep records.\n"),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", "a | b\n"),
        ("<pre>a  b\n c</pre>", "a  b\n c\n"),
    ],
)
def test_blocks_stand_on_lines_of_their_own(body: str, text: str) -> None:
    assert html(body) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        "<!-- secret -->",
        '<p style="display: none">secret</p>',
        '<span style="VISIBILITY:hidden">secret</span>',
        '<span style="font-size:0px">secret</span>',
        "<p hidden>secret</p>",
        "<template>secret</template>",
        "<style>.gone, #x { display:none }</style><p class='gone'>secret</p><p id='x'>secret</p>",
        '<div style="display:none"><p>secret <b>deep</b></p></div>',
    ],
)
def test_what_a_browser_hides_is_left_out(hidden: str) -> None:
    assert html(f"<p>seen</p>{hidden}<p>too</p>") == "seen\n\ntoo\n"


def test_page_breaks_of_the_style_start_pages_and_their_numbers_go() -> None:
    breaks = '<hr style="page-break-after: always">'
    body = breaks.join(f"<p>{n}. A clause of its own words {n}.</p><p>- {n} -</p>" for n in range(1, 5))
    reading = read_html(f"<body>{body}</body>", "a.html")
    assert [page.text.strip()[:18] for page in reading.pages] == [f"{n}. A clause of its" for n in range(1, 5)]
    assert "- 2 -" not in reading.text


def test_nesting_without_end_loses_no_word() -> None:
    assert html("<div>" * 5000 + "deep" + "</div>" * 5000 + "<p>end</p>") == "deep\n\nend\n"


def test_encoding_the_page_states_is_used() -> None:
    page = '<html><head><meta charset="gb18030"></head><body><p>质量协议</p></body></html>'
    assert read_html(page.encode("gb18030"), "a.html").text == "质量协议\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Supply Agreement\n\n1.1 The *Supplier* shall\nact.\n", "Supply Agreement\n\n1.1 The Supplier shall act.\n"),
        ("Fee is [***] and cap is [***] of [**].\n", "Fee is [***] and cap is [***] of [**].\n"),
        ("Fee is *** and cap is *** here.\n", "Fee is *** and cap is *** here.\n"),
        ("one\n\n***\n\ntwo\n", "one\n\ntwo\n"),
        ("| Task | Who |\n|---|---|\n| Release | QA |\n", "Task | Who\nRelease | QA\n"),
        ("1. one\n2. two\n\n- a\n- b\n", "1. one\n2. two\n• a\n• b\n"),
        ("---\ntitle: x\n---\nText\n", "Text\n"),
        ("See <script>alert(1)</script>[the annex](http://x).\n", "See the annex.\n"),
        ("第一条 **定义**\n", "第一条 定义\n"),
    ],
)
def test_markdown_reads_as_its_rendered_page(source: str, text: str) -> None:
    assert read_markdown(source, "a.md").text == text
