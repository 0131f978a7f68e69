import pytest
from cryptography.fernet import Fernet

from accounts.checks import check_cachegrootte, check_versleutelingssleutels

GOED = Fernet.generate_key().decode()


def ids(messages):
    return [message.id for message in messages]


def test_good_keys_are_fine(settings):
    settings.VERSLEUTELINGSSLEUTELS = [GOED, GOED]
    assert check_versleutelingssleutels() == []


@pytest.mark.parametrize(
    "sleutel", ["", "te-kort", GOED[:-4], "é" * 44], ids=["leeg", "kort", "afgekapt", "geen-ascii"]
)
def test_a_key_that_does_not_fit_is_an_error_and_is_not_shown(settings, sleutel):
    settings.VERSLEUTELINGSSLEUTELS = [GOED, sleutel]
    [fault] = check_versleutelingssleutels()
    assert (fault.id, fault.is_serious()) == ("accounts.E001", True)
    assert fault.msg == "Sleutel 2 in VERSLEUTELINGSSLEUTELS is geen Fernet-sleutel."


def test_our_own_cache_is_large_enough():
    assert check_cachegrootte() == []


def test_a_database_cache_of_django_s_own_size_is_too_small(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    assert ids(check_cachegrootte()) == ["accounts.W001"]


def test_another_shared_cache_is_fine(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://x"}}
    assert check_cachegrootte() == []
