import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.number_words import chinese_number, english_number

ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("forty-five", 45),
        ("One Hundred and Twenty", 120),
        ("two million five hundred thousand", 2_500_000),
        ("hundred", 100),
        ("1,500", 1500),
    ],
)
def test_an_english_number_in_words_is_its_value(words: str, number: float) -> None:
    assert english_number(words) == number


@pytest.mark.parametrize(
    ("signs", "number"),
    [
        ("九十", 90),
        ("十二", 12),
        ("10万", 100_000),
        ("壹佰万", 1_000_000),
        ("两", 2),
        ("二〇二四", 2024),
        ("1,500", 1500),
    ],
)
def test_a_chinese_number_is_its_value(signs: str, number: float) -> None:
    assert chinese_number(signs) == number


@pytest.mark.parametrize("words", ["", "several", "and", "thirty days"])
def test_words_that_make_no_number_have_no_value(words: str) -> None:
    assert english_number(words) is None


@given(st.integers(1, 9), st.integers(2, 9), st.integers(1, 9))
def test_any_hundreds_tens_and_ones_add_up(hundreds: int, tens: int, ones: int) -> None:
    assert (
        english_number(f"{ONES[hundreds - 1]} hundred and {TENS[tens - 2]}-{ONES[ones - 1]}")
        == 100 * hundreds + 10 * tens + ones
    )
