from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.identifiers import (
    DETECTORS,
    case_numbers,
    dates_of_birth,
    email_addresses,
    identifiers_in,
    nhs_numbers,
    phone_numbers,
    postcodes,
    pupil_numbers,
    titled_names,
)

FOUND = [
    (nhs_numbers, "943 476 5919"),
    (nhs_numbers, "9434765919"),
    (nhs_numbers, "943-476-5919"),
    (nhs_numbers, "943\u00a0476\u00a05919"),
    (pupil_numbers, "P207000016049"),
    (pupil_numbers, "p207000016049"),
    (pupil_numbers, "B801200005001"),
    (postcodes, "EC2V 7HH"),
    (postcodes, "EC2V7HH"),
    (postcodes, "e1 6an"),
    (postcodes, "M1 1AE"),
    (postcodes, "SW1A\u00a02AA"),
    (phone_numbers, "020 7946 0958"),
    (phone_numbers, "(020) 7946 0958"),
    (phone_numbers, "07700 900123"),
    (phone_numbers, "07700 900 123"),
    (phone_numbers, "07700900123"),
    (phone_numbers, "+44 7700 900123"),
    (phone_numbers, "+44 (0)20 7946 0958"),
    (phone_numbers, "0161 496 0000"),
    (phone_numbers, "01204 12345"),
    (email_addresses, "someone.else@example.org.uk"),
    (dates_of_birth, "DOB 3/3/2015"),
    (dates_of_birth, "d.o.b.: 03.03.15"),
    (dates_of_birth, "date of birth is 3rd of March 2015"),
    (dates_of_birth, "born on 3 March 2015"),
    (dates_of_birth, "Born 2015-03-03"),
    (titled_names, "Mrs Zebedee"),
    (titled_names, "Dr. O'Zebedee"),
    (titled_names, "Mr J. Zebedee"),
    (titled_names, "Mr KING"),
    (titled_names, "Mrs Li"),
    (titled_names, "Miss Łuna-Zebedee"),
    (case_numbers, "LCS ID 123456"),
    (case_numbers, "Mosaic number: 1234567"),
    (case_numbers, "child's ref. 123456"),
]

NOT_FOUND = [
    "943 476 5918",
    "0000000000",
    "1234567890",
    "943 476 59190",
    "A207000016049",
    "Q2070000160",
    "Visits on 01-02-2024, 03-04-2024 and 05-06-2024",
    "between 2023-05-01 and 2024-02-09",
    "12/01/2024 12/02/2024",
    "the 2nd s47 2nd enquiry",
    "S47 3rd strategy discussion",
    "ring 101 or 0300",
    "07700 90012",
    "020 7946 095",
    "0161 4960 00001",
    "PR-2024-02, REC-12, R24-05",
    "13 of 14 reviews, 86% and 85%, 250,000 pounds",
    "born in 2015",
    "reborn on 3 March 2015",
    "the meeting of 3 March 2015",
    "Mr A and Ms B",
    "Mr A was seen",
    "Ms AB",
    "The Dr said so",
    "Mission Statement",
    "Missed Visits",
    "case number 3",
    "in case 12345 visits",
    "social worker @ school",
    "version 3.14.1592653589",
]


@pytest.mark.parametrize(("detector", "text"), FOUND)
@pytest.mark.parametrize("around", ["{}", "see {} please", "({})", "{}.", "{}, then", "first:\n{}\nlast"])
def test_each_kind_is_found_in_its_usual_spellings_wherever_it_stands(detector, text, around):
    whole = around.format(text)
    places = [span for _, span in detector(whole)]
    assert [whole[start:end].strip(" ()").rstrip(".") in text for start, end in places] == [True]
    assert set(detector(whole)) <= set(identifiers_in(whole))


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_one_is_left_alone(text):
    assert list(identifiers_in(text)) == []


PIECES = [text for _, text in FOUND] + NOT_FOUND + ["and", "-", ".", "7", "\n", "Mr", "born", "@", "0", "ID"]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " ", ", "]))
def test_the_hints_that_make_it_fast_lose_nothing(pieces, between):
    text = between.join(pieces)
    every = [found for _, detectors in DETECTORS for look in detectors for found in look(text)]
    assert sorted(identifiers_in(text)) == sorted(every)


@given(st.text())
def test_any_text_can_be_looked_at_and_places_lie_inside_it(text):
    for kind, (start, end) in identifiers_in(text):
        assert kind
        assert 0 <= start < end <= len(text)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_of_ten_numbers_with_the_same_nine_digits_at_most_one_is_an_nhs_number(nine):
    found = [last for last in range(10) if list(nhs_numbers(f"{nine:09}{last}"))]
    assert len(found) <= 1


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_of_all_letters_before_the_same_twelve_digits_exactly_one_makes_a_pupil_number(digits):
    found = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if list(pupil_numbers(f"{letter}{digits:012}"))]
    assert len(found) == 1
