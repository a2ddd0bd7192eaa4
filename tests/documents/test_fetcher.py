"""Nothing outside is ever asked for: over forty ways to load a thing, a listener that counts, and no hit."""

from __future__ import annotations

import io
import socket
import threading

import pikepdf
import pytest

from tthc.adapters.documents import BASE, FOLDER, ClosedFetcher
from tthc.adapters.rendering import print_page
from tthc.kernel.errors import Unavailable

FORMS = [
    '<img src="{}">',
    '<img srcset="{} 2x" src="{}">',
    '<picture><source srcset="{}"><img src="{}"></picture>',
    '<object data="{}" type="image/png"></object>',
    '<object data="{}"></object>',
    '<embed src="{}" type="image/svg+xml">',
    '<embed src="{}">',
    '<input type="image" src="{}"><img src="{}">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="stylesheet" type="text/css" href="{}" media="print">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">tệp</a>',
    '<style>@import "{}";</style>',
    "<style>@import url({});</style>",
    '<style>@import url("{}") print;</style>',
    "<style>@font-face{{font-family:x;src:url({})}} p{{font-family:x}}</style><p>chữ</p>",
    '<style>@font-face{{font-family:x;src:local("khong co"),url({}) format("woff2")}} p{{font-family:x}}</style><p>chữ</p>',
    "<style>body{{background:url({})}}</style>",
    "<style>body{{background-image:url({}),url({})}}</style>",
    "<style>p{{list-style-image:url({});display:list-item}}</style><p>a",
    "<style>p{{list-style:url({});display:list-item}}</style><p>a",
    "<style>p{{border-image:url({}) 1;border:1px solid}}</style><p>a",
    "<style>p{{border-image-source:url({});border:1px solid}}</style><p>a",
    "<style>p{{mask-border-source:url({});mask-border:url({}) 1}} p::before{{content:url({})}}</style><p>a",
    "<style>p::before{{content:url({})}}</style><p>a",
    "<style>p::after{{content:'a' url({})}}</style><p>a",
    "<style>p{{content:url({})}}</style><p>a",
    "<style>@page{{background:url({})}}</style>",
    "<style>@page{{@top-left{{content:url({})}}}}</style>",
    "<style>@page{{@top-left{{background:url({});content:'a'}}}}</style>",
    "<style>::marker{{content:url({})}} p{{display:list-item}}</style><p>a",
    "<style>:root{{--x:url({})}} p{{background:var(--x)}}</style><p>a",
    '<p style="background:url({})">a',
    '<body background="{}">',
    '<table background="{}"><tr><td background="{}">a</table><img src="{}">',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image width="9" height="9" xlink:href="{}"/></svg>',
    '<svg width="9" height="9"><image width="9" height="9" href="{}"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><use xlink:href="{}#a"/></svg>',
    '<svg width="9" height="9"><use href="{}#a"/></svg>',
    '<svg width="9" height="9"><style>@import "{}";</style><rect/></svg><img src="{}">',
    '<base href="{}"><img src="x.png">',
    '<div style="background-image:image-set(url({}) 1x)">a</div><img src="{}">',
]


class Listener:
    """A server on loopback that counts connections and never answers."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.hits = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.hits += 1
            connection.close()


@pytest.fixture(scope="module")
def listener():
    listener = Listener()
    yield listener
    listener.socket.close()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("MAT-KHAU-BI-MAT")
    return path


def addresses(listener, secret):
    host = f"127.0.0.1:{listener.port}"
    return [
        f"http://{host}/x",
        f"HTTP://{host}/x.css",
        f"ftp://{host}/x",
        f"//{host}/x",
        secret.as_uri(),
        f"file://localhost{secret}",
        str(secret),
        "data:text/css,p{}",
        f"app://documents/../../..{secret}",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_html_or_css_reaches_outside(form, listener, secret):
    before = listener.hits
    for address in addresses(listener, secret):
        try:
            pdf = print_page(form.replace("{}", address).replace("{{", "{").replace("}}", "}"), variant="pdf/a-2u")
        except Unavailable:
            continue
        # What WeasyPrint ignores by itself leaves an ordinary page behind, with nothing in it.
        assert b"MAT-KHAU" not in pdf
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert len(opened.attachments) == 0
            assert not any(isinstance(thing, pikepdf.Stream) and b"MAT-KHAU" in thing.read_bytes() for thing in opened.objects)
    assert listener.hits == before == 0


def test_loading_forms_stop_the_print(listener):
    stopped = 0
    for form in FORMS:
        try:
            print_page(form.replace("{}", f"http://127.0.0.1:{listener.port}/x.png").replace("{{", "{").replace("}}", "}"), variant=None)
        except Unavailable:
            stopped += 1
    assert stopped >= 30
    with pytest.raises(Unavailable, match="ngoài chương trình"):
        print_page(f'<img src="http://127.0.0.1:{listener.port}/x.png">', variant=None)
    assert listener.hits == 0


def test_listener_counts(listener):
    """Negative control, on a listener of its own."""
    own = Listener()
    socket.create_connection(("127.0.0.1", own.port)).close()
    for _ in range(100):
        if own.hits:
            break
        threading.Event().wait(0.01)
    own.socket.close()
    assert own.hits == 1


def test_our_style_sheet_is_served_and_nothing_beside_it():
    fetcher = ClosedFetcher({"hinh.png": b"png"})
    assert fetcher.fetch(BASE + "report.css").read() == (FOLDER / "report.css").read_bytes()
    assert fetcher.fetch(BASE + "hinh.png").read() == b"png"
    for name in ("report.html", "../report.css", "report.css?x", "report.css#x", "REPORT.CSS", "khac.png", "%72eport.css", ""):
        with pytest.raises(BaseException, match="app://"):
            fetcher.fetch(BASE + name)


def test_every_document_goes_through_the_one_door():
    import re
    from pathlib import Path

    import tthc

    callers = [
        path.name
        for path in Path(tthc.__file__).parent.rglob("*.py")
        if re.search(r"^ *(from weasyprint import|import weasyprint)", path.read_text(), re.MULTILINE)
    ]
    assert callers == ["rendering.py"]
