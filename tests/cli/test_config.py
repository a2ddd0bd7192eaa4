"""Settings: half-set, weak or misspelt configuration is refused with one sentence; defaults are safe."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tthc.config import Settings, make_secret
from tthc.kernel.errors import Unavailable


@pytest.fixture
def instance(tmp_path):
    make_secret(tmp_path)
    return tmp_path


def load(instance, toml="", **environment):
    (instance / "config.toml").write_text(toml, "utf-8")
    return Settings.load(instance, environment)


def test_an_empty_configuration_is_safe_production(instance):
    settings = load(instance)
    assert not settings.is_demo
    assert settings.host == "127.0.0.1"
    assert settings.trusted_hosts == ("127.0.0.1", "localhost")
    assert settings.signer.kind == "none"
    assert settings.database_url == f"sqlite:///{instance}/tthc.sqlite3"
    assert settings.files_folder == instance / "files"
    assert settings.max_upload_bytes == 20 * 1024 * 1024
    assert (settings.session_idle, settings.session_absolute) == (timedelta(minutes=30), timedelta(hours=12))


def test_the_environment_wins_over_the_file(instance):
    settings = load(
        instance, "port = 9000\nhelp_contact = 'máy lẻ 12'", TTHC_PORT="9100", TTHC_TRUSTED_HOSTS="mang.xa.vn, may-chu", TTHC_HTTPS="true"
    )
    assert settings.port == 9100
    assert settings.help_contact == "máy lẻ 12"
    assert settings.trusted_hosts == ("mang.xa.vn", "may-chu")
    assert settings.https is True


def test_relative_places_lie_in_the_instance_folder(instance):
    settings = load(instance, "database_url = 'sqlite:///kho/a.sqlite3'\nfiles_folder = 'kho/tep'")
    assert settings.database_url == f"sqlite:///{instance}/kho/a.sqlite3"
    assert settings.files_folder == instance / "kho" / "tep"
    assert load(instance, "database_url = 'sqlite:////srv/a.sqlite3'").database_url == "sqlite:////srv/a.sqlite3"


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("port = ", "Không đọc được tệp cấu hình"),
        ("prot = 8000", 'mục lạ "prot"'),
        ("port = '8000'", "cần số nguyên"),
        ("port = true", "cần số nguyên"),
        ("port = 70000", "từ 1 đến 65535"),
        ("demo = 'yes'", "true hoặc false"),
        ("max_upload_bytes = 10", "max_upload_bytes"),
        ("database_url = 'mysql://x'", "database_url"),
        ("host = '0.0.0.0'", "trusted_hosts"),
        ("host = '0.0.0.0'\ndemo = true\ntrusted_hosts = ['a']", "chỉ nghe trên 127.0.0.1"),
        ("[signer]\nkind = 'demo'", "chỉ dùng được trong chế độ trình diễn"),
        ("[signer]\nkind = 'usb'", "chỉ nhận"),
        ("[signer]\nkind = 'pkcs12'", 'còn thiếu mục "file"'),
        ("[signer]\nkind = 'pkcs12'\nfile = 'dau.p12'\npassphrase_file = 'mat-khau'", "không có tệp"),
        ("[signer]\nkind = 'pkcs11'\nlibrary = 'a.so'\ntoken = 'T'\ncertificate = 'dau'", 'còn thiếu mục "pin_file"'),
        ("[signer]\nfolder = 'x'", 'mục lạ "folder"'),
        ("[signer]\nuse = 'all'", "chỉ nhận agency, personal hoặc both"),
        ("[signer.personal]\nkind = 'none'", '[signer.personal] phải có kind = "pkcs12" hoặc "pkcs11"'),
        ("[signer.personal]\nkind = 'pkcs12'\nuse = 'both'", "[signer.personal]"),
        ("[signer.personal]\nkind = 'pkcs12'", '[signer.personal] kind = "pkcs12" còn thiếu mục "file"'),
    ],
)
def test_half_set_or_wrong_is_refused_with_one_sentence(instance, toml, word):
    with pytest.raises(Unavailable) as caught:
        load(instance, toml)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_environment_variable_is_named(instance):
    with pytest.raises(Unavailable, match="TTHC_PORT"):
        load(instance, TTHC_PORT="tám nghìn")


def test_a_missing_secret_is_refused_and_never_invented(tmp_path):
    with pytest.raises(Unavailable, match=r"secret\.key"):
        Settings.load(tmp_path, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("weak", [b"", b"changeme", b"a" * 64, bytes(range(20)), b"abc123" * 20])
def test_a_weak_secret_is_refused(tmp_path, weak):
    path = tmp_path / "secret.key"
    path.write_bytes(weak)
    path.chmod(0o600)
    with pytest.raises(Unavailable, match="quá yếu"):
        Settings.load(tmp_path, {})


def test_a_secret_others_may_read_is_refused(instance):
    (instance / "secret.key").chmod(0o640)
    with pytest.raises(Unavailable, match="chmod 600"):
        load(instance)


def test_a_pin_file_others_may_read_is_refused(instance):
    for name in ("dau.p12", "mat-khau"):
        (instance / name).write_text("1234")
        (instance / name).chmod(0o600)
    toml = "[signer]\nkind = 'pkcs12'\nfile = 'dau.p12'\npassphrase_file = 'mat-khau'"
    assert load(instance, toml).signer.file == instance / "dau.p12"
    own = toml.replace("[signer]", "[signer.personal]")
    signer = load(instance, f"{toml}\nuse = 'agency'\n{own}").signer
    assert (signer.use, signer.personal.kind, signer.personal.file) == ("agency", "pkcs12", instance / "dau.p12")
    (instance / "mat-khau").chmod(0o644)
    with pytest.raises(Unavailable, match="chmod 600"):
        load(instance, toml)


def test_the_secret_is_made_once_and_private(tmp_path):
    assert make_secret(tmp_path) is True
    first = (tmp_path / "secret.key").read_bytes()
    assert make_secret(tmp_path) is False
    assert (tmp_path / "secret.key").read_bytes() == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert len(first) >= 32
    assert first not in repr(Settings.load(tmp_path, {})).encode()
