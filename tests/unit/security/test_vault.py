from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from vms.core.errors import VaultLocked
from vms.core.redact import Secret
from vms.security.vault import Vault


def _reason(caught: pytest.ExceptionInfo[VaultLocked]) -> object:
    return caught.value.values["reason"]


def test_what_is_sealed_opens_again_also_after_a_restart(tmp_path: Path) -> None:
    sealed = Vault(tmp_path).seal(4, Secret("mật khẩu 1"))
    assert Vault(tmp_path).open(4, sealed) == Secret("mật khẩu 1")
    assert "mật" not in sealed


def test_the_same_password_is_sealed_differently_each_time(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    assert vault.seal(4, Secret("x")) != vault.seal(4, Secret("x"))


def test_a_value_moved_to_another_camera_does_not_open(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    with pytest.raises(VaultLocked) as caught:
        vault.open(5, vault.seal(4, Secret("x")))
    assert _reason(caught) == "damaged"


def test_a_changed_value_does_not_open(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    sealed = vault.seal(4, Secret("secret"))
    head, _, body = sealed.rpartition(":")
    for place in range(len(body.rstrip("="))):
        other = "A" if body[place] != "A" else "B"
        with pytest.raises(VaultLocked):
            vault.open(4, f"{head}:{body[:place]}{other}{body[place + 1 :]}")


@pytest.mark.parametrize("sealed", ["", "x", "v1:", "v2:abc:def", "plain password"])
def test_what_was_never_sealed_is_a_known_error(tmp_path: Path, sealed: str) -> None:
    vault = Vault(tmp_path)
    vault.seal(1, Secret("x"))
    with pytest.raises(VaultLocked):
        vault.open(4, sealed)


def test_a_lost_key_and_another_key_are_told_apart(tmp_path: Path) -> None:
    sealed = Vault(tmp_path).seal(4, Secret("x"))
    (key,) = tmp_path.iterdir()
    key.unlink()
    with pytest.raises(VaultLocked) as caught:
        Vault(tmp_path).open(4, sealed)
    assert _reason(caught) == "key_missing"
    assert list(tmp_path.iterdir()) == []  # opening never makes a new key
    Vault(tmp_path).seal(4, Secret("y"))
    with pytest.raises(VaultLocked) as caught:
        Vault(tmp_path).open(4, sealed)
    assert _reason(caught) == "key_other"


def test_a_cut_key_file_is_not_replaced(tmp_path: Path) -> None:
    Vault(tmp_path).seal(4, Secret("x"))
    (key,) = tmp_path.iterdir()
    key.write_bytes(b"short")
    with pytest.raises(VaultLocked):
        Vault(tmp_path).seal(4, Secret("x"))
    assert key.read_bytes() == b"short"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no mode bits")
def test_the_key_is_for_its_owner_only_and_nothing_else_is_left(tmp_path: Path) -> None:
    Vault(tmp_path / "keys").seal(4, Secret("x"))
    (key,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
