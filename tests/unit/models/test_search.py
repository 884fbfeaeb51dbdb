from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vms.models.database import Catalogue
from vms.models.search import find_incidents, index_incident

TEXTS = {
    1: "Va chạm xe ở cổng trường, giờ tan học",
    2: "Mất xe đạp trên đường Thạch Bàn",
    3: "Học sinh ngã cầu thang — lớp 4A, C04",
}


@pytest.fixture
def indexed(catalogue: Catalogue) -> Catalogue:
    with catalogue.write():
        for incident, text in TEXTS.items():
            index_incident(incident, text)
    return catalogue


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cong truong", [1]),
        ("Cổng trường", [1]),
        ("duong", [2]),
        ("ĐƯỜNG", [2]),
        ("xe", [2, 1]),
        ("thach dap", [2]),
        ("tha", [3, 2]),  # the beginning of thạch, and of thang
        ("c04", [3]),
        ("4a", [3]),
        ("xe c04", []),
        ("ong", []),  # not inside a word
        ("", []),
        ("  \t", []),
        ("…", []),
    ],
)
def test_words_are_found_without_marks_and_by_their_beginning(indexed: Catalogue, query: str, found: list[int]) -> None:
    with indexed.read():
        assert find_incidents(query) == found


def test_text_typed_in_the_other_normal_form_is_found(indexed: Catalogue) -> None:
    with indexed.write():
        index_incident(4, "Ho\u0301a đơn")  # ó as o and a combining mark
        assert find_incidents("h\u00f3a") == [4]


def test_indexing_again_replaces_what_was_there(indexed: Catalogue) -> None:
    with indexed.write():
        index_incident(1, "Kính vỡ")
        assert find_incidents("cong truong") == []
        assert find_incidents("kinh vo") == [1]


def test_an_index_entry_is_taken_back_with_its_transaction(indexed: Catalogue) -> None:
    with pytest.raises(LookupError), indexed.write():
        index_incident(9, "bão")
        raise LookupError
    with indexed.read():
        assert find_incidents("bao") == []


@pytest.mark.parametrize(
    "query",
    ['"', "'", "xe AND", "NEAR(", "a*", "-xe", "words:xe", "\0", "\ud800", "%", "\\", ":*", "!xe", "(|)", "x" * 9000],
)
def test_signs_that_mean_something_to_a_database_mean_nothing(indexed: Catalogue, query: str) -> None:
    with indexed.read():
        assert isinstance(find_incidents(query), list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_no_text_and_no_query_raises_and_every_text_finds_itself(indexed: Catalogue, text: str) -> None:
    with indexed.write():
        index_incident(7, f"moc {text}")
        assert 7 in find_incidents("moc")
        find_incidents(text)
