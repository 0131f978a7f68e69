import pytest
from cryptography.fernet import Fernet, InvalidToken

from accounts.versleuteling import decrypt, encrypt

OUD, NIEUW = (Fernet.generate_key().decode() for _ in range(2))


def test_a_text_comes_back_as_it_was_and_cannot_be_read_meanwhile():
    tekst = "Ik twijfelde. Ĳ ß 🙂"
    assert decrypt(encrypt(tekst)) == tekst
    assert b"twijfelde" not in encrypt(tekst)


def test_the_same_text_twice_looks_different():
    assert encrypt("x") != encrypt("x")


def test_after_a_new_key_in_front_old_texts_can_still_be_read(settings):
    settings.VERSLEUTELINGSSLEUTELS = [OUD]
    token = encrypt("van vroeger")
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]
    assert decrypt(token) == "van vroeger"
    assert Fernet(NIEUW).decrypt(encrypt("van nu")) == b"van nu"


def test_without_its_key_a_text_stays_closed(settings):
    settings.VERSLEUTELINGSSLEUTELS = [OUD]
    token = encrypt("geheim")
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW]
    with pytest.raises(InvalidToken):
        decrypt(token)


def test_a_changed_text_is_noticed():
    token = bytearray(encrypt("geheim"))
    token[20] ^= 1
    with pytest.raises(InvalidToken):
        decrypt(bytes(token))
