"""A quote is located, not believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.locate import locate

TEXT = "7.3 Records. Supplier shall retain\nbatch records for five (5) years after expiry of the batch, and copies on request."


@pytest.mark.parametrize(
    ("quote", "fuzzy", "found"),
    [
        ("batch records for five (5) years", False, "batch records for five (5) years"),
        ("shall retain batch records", False, "shall retain\nbatch records"),
        ("batch records for five (5} years after exp1ry of the batch", False, None),
        (
            "batch records for five (5} years after exp1ry of the batch",
            True,
            "batch records for five (5) years after expiry of the batch",
        ),
        ("Supplier shall destroy all records at once and tell nobody about it", True, None),
        ("", True, None),
    ],
)
def test_locating(quote: str, fuzzy: bool, found: str | None) -> None:
    span = locate(quote, TEXT, fuzzy=fuzzy)

    assert (span.of(TEXT) if span else None) == found


@given(st.text(min_size=1, max_size=200), st.integers(0, 199), st.integers(1, 60))
def test_every_slice_with_words_is_found_where_its_words_stand(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    span = locate(quote, text)

    if quote.split():
        assert span is not None
        assert span.of(text).split() == quote.split()
