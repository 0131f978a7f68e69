"""A changed hash would close every key, link and calendar that people have: the stored values stand here."""

import pytest

from accounts.geheimen import hash_geheim


@pytest.mark.parametrize(
    ("geheim", "bewaard"),
    [
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("sam_0a1b2c3d4e5f_deadbeef", "59b77fd49af4b578693b061f123d9a1ca2ba9e79fb3b0fe852f1479578565cc7"),
        ("Yıldız", "af025978ec984227ec4accb30364de3f6500c7d85865f80f1801866ada59609a"),
    ],
)
def test_what_is_kept_of_a_secret_stays_the_same(geheim, bewaard):
    assert hash_geheim(geheim) == bewaard
