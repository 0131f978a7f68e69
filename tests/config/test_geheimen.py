import json
import stat

from cryptography.fernet import Fernet

from config.geheimen import BESTAND, ROLLEN, load_geheimen, make_zegelsleutel, save_geheimen
from register.zegel import load_zegelaar


def test_secrets_are_made_once_and_kept(tmp_path):
    first = load_geheimen(tmp_path / "data")
    assert load_geheimen(tmp_path / "data") == first
    assert sorted(first) == sorted(["SECRET_KEY", "VERSLEUTELINGSSLEUTELS", *(f"wachtwoord-{rol}" for rol in ROLLEN)])
    assert (
        Fernet(first["VERSLEUTELINGSSLEUTELS"]).decrypt(Fernet(first["VERSLEUTELINGSSLEUTELS"]).encrypt(b"x")) == b"x"
    )


def test_two_folders_share_no_secret(tmp_path):
    one, other = load_geheimen(tmp_path / "a"), load_geheimen(tmp_path / "b")
    assert set(one.values()) & set(other.values()) == set()


def test_only_the_owner_reads_them(tmp_path):
    load_geheimen(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data" / BESTAND).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_missing_secret_is_added_and_the_rest_stays(tmp_path):
    save_geheimen(tmp_path, {"SECRET_KEY": "van-gisteren", "sleutel-opleider": "sam_1_2"})
    after = load_geheimen(tmp_path)
    assert (after["SECRET_KEY"], after["sleutel-opleider"]) == ("van-gisteren", "sam_1_2")
    assert json.loads((tmp_path / BESTAND).read_text()) == after


def test_the_seal_is_made_once_and_only_the_owner_reads_it(tmp_path):
    path = make_zegelsleutel(tmp_path)
    pem = path.read_bytes()
    assert (make_zegelsleutel(tmp_path), path.read_bytes()) == (path, pem)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_zegelaar(path).subject_name == "SAM-register (demonstratie)"
