from __future__ import annotations

import unicodedata

import pytest

from vms.core.redact import Secret
from vms.security.passwords import Hasher, weaknesses


@pytest.fixture(scope="module")
def hasher() -> Hasher:
    return Hasher(time_cost=1, memory_kib=64, parallelism=1)


def test_a_password_makes_its_own_hash_and_no_other_does(hasher: Hasher) -> None:
    hashed = hasher.hash(Secret("cổng trường mở 7 giờ"))
    assert hashed.startswith("$argon2id$")
    assert "trường" not in hashed
    assert hasher.verify(hashed, Secret("cổng trường mở 7 giờ"))
    assert not hasher.verify(hashed, Secret("cổng trường mở 8 giờ"))
    assert not hasher.verify(hashed, Secret(""))


def test_two_hashes_of_one_password_differ(hasher: Hasher) -> None:
    assert hasher.hash(Secret("x")) != hasher.hash(Secret("x"))


def test_the_other_keyboards_form_of_a_word_is_the_same_password(hasher: Hasher) -> None:
    hashed = hasher.hash(Secret(unicodedata.normalize("NFC", "trường học số một")))
    assert hasher.verify(hashed, Secret(unicodedata.normalize("NFD", "trường học số một")))


def test_nobody_has_no_password(hasher: Hasher) -> None:
    assert not hasher.verify(None, Secret("nobody"))


@pytest.mark.parametrize("broken", ["", "plain", "$argon2id$v=19$m=64"])
def test_a_broken_hash_lets_nobody_in(hasher: Hasher, broken: str) -> None:
    assert not hasher.verify(broken, Secret(broken))


def test_a_hash_made_with_less_is_outdated(hasher: Hasher) -> None:
    hashed = hasher.hash(Secret("x"))
    assert not hasher.outdated(hashed)
    assert Hasher(time_cost=2, memory_kib=64, parallelism=1).outdated(hashed)


def test_the_defaults_are_the_recommended_ones() -> None:
    assert Hasher().hash(Secret("x")).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_missing"),
        ("ngắn quá", "password_short"),
        ("123456789", "password_short"),
        ("1234567890", "password_simple"),
        ("9876543210", "password_simple"),
        ("qwertyuiop", "password_common"),
        ("asdfghjklz", "password_simple"),
        ("aaaaaaaaaaaa", "password_simple"),
        ("abcabcabcabc", "password_simple"),
        ("matkhau12345", "password_common"),
        ("MậtKhẩu12345", "password_common"),
        ("Admin@123456", "password_common"),
        ("P@ssw0rd2024!", "password_common"),
        ("camera123456", "password_common"),
        ("huong12345", "password_personal"),
        ("Hường@2024", "password_personal"),
        ("nguyenthithuhuong1", "password_personal"),
    ],
)
def test_guessable_passwords_are_refused_with_the_reason(password: str, code: str) -> None:
    assert weaknesses(Secret(password), "huong", "Nguyễn Thị Thu Hương")[0] == code


@pytest.mark.parametrize(
    "password", ["cổng trường mở 7 giờ", "day-mang-42-xanh", "Tr0ng-c4y-ven-duong", "correct horse battery"]
)
def test_long_ones_of_several_words_are_accepted(password: str) -> None:
    assert weaknesses(Secret(password), "huong", "Nguyễn Thị Thu Hương") == []
