"""Settings: instance/config.toml, then the environment (TTHC_*), checked whole before anything starts.

A default stands here only if it is right and safe in production; secrets are files in the instance folder (HD-05).
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tthc.kernel.errors import Unavailable

ROOT = Path(__file__).resolve().parent.parent
MIB = 1024 * 1024
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SIGNER_NEEDS = {"none": (), "demo": (), "pkcs12": ("file", "passphrase_file"), "pkcs11": ("library", "token", "certificate", "pin_file")}
_PRIVATE_FILES = {"file", "passphrase_file", "pin_file"}
_SIGNER_USES = {"agency", "personal", "both"}
_SIGNER_FILES = _PRIVATE_FILES | {"library", "trust_folder"}
_KINDS: dict[str, type] = {
    "demo": bool,
    "https": bool,
    "host": str,
    "port": int,
    "trusted_hosts": list,
    "database_url": str,
    "files_folder": str,
    "queue_path": str,
    "max_upload_bytes": int,
    "help_contact": str,
    "signer": dict,
}


@dataclass(frozen=True)
class SignerSettings:
    """Where the agency's certificate is: `none`, the demonstration's own CA, a PKCS#12 file or a PKCS#11 token."""

    kind: str = "none"
    folder: Path = Path()  # the demonstration's CA and certificates
    file: Path | None = None  # pkcs12
    passphrase_file: Path | None = None
    library: Path | None = None  # pkcs11
    token: str = ""
    certificate: str = ""
    key: str = ""  # label of the key, if it differs from the certificate's
    pin_file: Path | None = None
    trust_folder: Path | None = None  # *.pem roots against which signatures are judged
    use: str = "both"  # the certificate seals for the agency, signs for its leader, or both
    personal: SignerSettings | None = None  # [signer.personal]: the leader's own certificate


@dataclass(frozen=True)
class Settings:
    """Everything the program is told from outside."""

    instance: Path
    secret_key: bytes = field(repr=False)
    database_url: str
    files_folder: Path
    queue_path: Path
    is_demo: bool = False
    https: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    max_upload_bytes: int = 20 * MIB
    signer: SignerSettings = SignerSettings()
    help_contact: str = ""
    session_idle: timedelta = timedelta(minutes=30)  # SE-03
    session_absolute: timedelta = timedelta(hours=12)

    @classmethod
    def at(cls, instance: Path, secret_key: bytes, **values: Any) -> Settings:
        """Settings whose database, files and queue lie in one folder unless said otherwise."""
        places = {
            "database_url": f"sqlite:///{instance / 'tthc.sqlite3'}",
            "files_folder": instance / "files",
            "queue_path": instance / "queue.sqlite3",
        }
        return cls(instance=instance, secret_key=secret_key, **{**places, **values})

    @classmethod
    def load(cls, folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the instance folder and the environment; raises Unavailable with one sentence where something is missing or weak."""
        instance = instance_folder(folder, environment)
        given = read_given(instance, environment)
        demo = bool(given.pop("demo", False))
        values: dict[str, Any] = {"is_demo": demo, "signer": _signer(given.pop("signer", {}), instance, demo=demo)}
        if "trusted_hosts" in given:
            values["trusted_hosts"] = tuple(given.pop("trusted_hosts"))
        if "database_url" in given:
            values["database_url"] = _database(given.pop("database_url"), instance)
        for place in ("files_folder", "queue_path"):
            if place in given:
                values[place] = instance / given.pop(place)
        settings = cls.at(instance, _secret(instance), **values, **given)
        _check(settings, hosts_given="trusted_hosts" in values)
        return settings

    @property
    def is_local(self) -> bool:
        """Only this machine can reach the server."""
        return self.host in _LOOPBACK


def instance_folder(folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder with configuration, secrets, database and files."""
    return (folder or Path(environment.get("TTHC_INSTANCE") or ROOT / "instance")).resolve()


def make_secret(instance: Path) -> bool:
    """Make the secret key if there is none; called by set-up commands only. True if one was made."""
    path = instance / "secret.key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as stream:
        stream.write(secrets.token_bytes(48))
    return True


def read_given(instance: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """What config.toml and the environment say, with the right types; the environment wins."""
    path = instance / "config.toml"
    try:
        given = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unavailable(f"Không đọc được tệp cấu hình {path}: {error}.") from error
    for name, kind in _KINDS.items():
        text = environment.get("TTHC_" + name.upper())
        if text is not None and kind is not dict:
            given[name] = _from_text(name, text, kind)
    for name, value in given.items():
        if name not in _KINDS:
            raise Unavailable(f'Tệp cấu hình {path} có mục lạ "{name}". Kiểm tra chính tả hoặc bỏ mục này.')
        if type(value) is not _KINDS[name]:
            raise Unavailable(f'Mục "{name}" trong cấu hình không đúng kiểu; cần {_TYPE_WORDS[_KINDS[name]]}.')
    return given


_TYPE_WORDS = {
    bool: "true hoặc false",
    int: "số nguyên",
    str: "chuỗi ký tự trong dấu nháy",
    list: "danh sách [...]",
    dict: "một bảng [...]",
}


def _from_text(name: str, text: str, kind: type) -> Any:
    if kind is bool and text.lower() in {"1", "true", "0", "false"}:
        return text.lower() in {"1", "true"}
    if kind is int and text.isdecimal():
        return int(text)
    if kind is list:
        return [part.strip() for part in text.split(",") if part.strip()]
    if kind is str:
        return text
    raise Unavailable(f"Biến môi trường TTHC_{name.upper()} không đúng kiểu; cần {_TYPE_WORDS[kind]}.")


def _secret(instance: Path) -> bytes:
    path = instance / "secret.key"
    try:
        key = path.read_bytes()
    except OSError as error:
        raise Unavailable(f"Không đọc được khóa bí mật {path}. Chạy `python cli.py migrate` để tạo khóa trước khi khởi động.") from error
    _must_be_private(path)
    if len(key.strip()) < 32 or len(set(key)) < 16:  # noqa: PLR2004 - 256 bits, and no "change me" repeated
        raise Unavailable(f"Khóa bí mật {path} quá yếu; cần ít nhất 32 byte ngẫu nhiên. Xóa tệp này rồi chạy `python cli.py migrate`.")
    return key


def _must_be_private(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise Unavailable(f"Tệp bí mật {path} đang mở cho người khác đọc. Chạy `chmod 600 {path}` rồi khởi động lại.")


def _database(url: str, instance: Path) -> str:
    if url.startswith("sqlite:///"):
        return f"sqlite:///{instance / url.removeprefix('sqlite:///')}"
    if url.startswith("postgresql"):
        return url
    raise Unavailable('Mục "database_url" trong cấu hình phải bắt đầu bằng "sqlite:///" hoặc "postgresql".')


def _signer(given: dict[str, Any], instance: Path, *, demo: bool) -> SignerSettings:
    values = dict(given)
    own = values.pop("personal", None)
    signer = _certificate(values, instance, "signer", demo=demo)
    if signer.use not in _SIGNER_USES:
        raise Unavailable(f'Cấu hình [signer] có use = "{signer.use}"; chỉ nhận agency, personal hoặc both.')
    if own is None:
        return signer
    if type(own) is not dict or {"use", "trust_folder"} & set(own) or own.get("kind") not in {"pkcs12", "pkcs11"}:
        raise Unavailable('Cấu hình [signer.personal] phải có kind = "pkcs12" hoặc "pkcs11", và không có "use", "trust_folder".')
    return replace(signer, personal=_certificate(dict(own), instance, "signer.personal", demo=demo))


def _certificate(values: dict[str, Any], instance: Path, table: str, *, demo: bool) -> SignerSettings:
    """One table of the configuration that names a certificate."""
    kind = values.pop("kind", "demo" if demo else "none")
    if kind not in _SIGNER_NEEDS:
        raise Unavailable(f'Cấu hình [{table}] có kind = "{kind}"; chỉ nhận none, pkcs12, pkcs11 hoặc demo.')
    if kind == "demo" and not demo:
        raise Unavailable('Chứng thư thử nghiệm (kind = "demo") chỉ dùng được trong chế độ trình diễn.')
    for name in values:
        if name not in SignerSettings.__dataclass_fields__ or name in {"folder", "personal"}:
            raise Unavailable(f'Cấu hình [{table}] có mục lạ "{name}". Kiểm tra chính tả hoặc bỏ mục này.')
    for name in _SIGNER_NEEDS[kind]:
        if not values.get(name):
            raise Unavailable(f'Cấu hình [{table}] kind = "{kind}" còn thiếu mục "{name}".')
    for name in _SIGNER_FILES.intersection(values):
        values[name] = _existing(name, instance / str(values[name]))
    return SignerSettings(kind=kind, folder=instance / "demo-ca", **values)


def _existing(name: str, path: Path) -> Path:
    if not path.exists():
        raise Unavailable(f'Cấu hình [signer] mục "{name}": không có tệp {path}.')
    if name in _PRIVATE_FILES:
        _must_be_private(path)
    return path


def _check(settings: Settings, *, hosts_given: bool) -> None:
    if not 1 <= settings.port <= 65535:  # noqa: PLR2004 - the range of TCP
        raise Unavailable(f'Mục "port" trong cấu hình phải từ 1 đến 65535; đang là {settings.port}.')
    if not 1024 <= settings.max_upload_bytes <= 500 * MIB:  # noqa: PLR2004
        raise Unavailable('Mục "max_upload_bytes" trong cấu hình phải từ 1024 đến 524288000 (500 MB).')
    if settings.is_local:
        return
    if settings.is_demo:
        raise Unavailable("Mật khẩu của chế độ trình diễn ai cũng biết, nên chế độ này chỉ nghe trên 127.0.0.1.")
    if not hosts_given:
        raise Unavailable('Máy chủ nghe ngoài máy này thì phải khai "trusted_hosts" (tên máy mà người dùng gõ trên trình duyệt).')
