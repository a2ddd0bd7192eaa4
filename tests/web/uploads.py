"""How a browser without script brings a plan in, for the tests of the plans desk."""

import re
from html import unescape
from io import BytesIO

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.factories import plans
from tthc.extensions import db


def text(response):
    return response.get_data(as_text=True)


def send(browser, content=None, name="ke-hoach.txt", href="/ke-hoach/nhap"):
    """Upload a file."""
    content = plans.example() if content is None else content
    boundary, body = encode_multipart({"file": FileStorage(BytesIO(content), name, "file")})
    return browser.post(href, body, content_type=f'multipart/form-data; boundary="{boundary}"')


def work(toolbox):
    """What the worker would do."""
    toolbox.queue.perform(db.session(), toolbox)
    db.session.rollback()


def fields(page):
    """What a browser would send back from the forms of a page as they stand."""
    found = {}
    for tag in re.findall(r'<input[^>]* type="(?:text|hidden)"[^>]*>', page):
        name, value = (re.search(rf' {part}="([^"]*)"', tag) for part in ("name", "value"))
        found[name[1]] = unescape(value[1]) if value else ""
    for name, body in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = next(tag for tag in re.findall(r"<option[^>]*>", body) if " selected" in tag)
        found[name] = unescape(re.search(r'value="([^"]*)"', chosen)[1])
    for name, body in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        found[name] = unescape(body).strip()
    return found


def loaded(browser, toolbox, content=None, name="ke-hoach.txt"):
    """Upload, read, confirm; returns the address of the plan."""
    href = send(browser, content, name).headers["Location"]
    work(toolbox)
    return browser.post(href + "/xac-nhan", fields(text(browser.get(href)))).headers["Location"]
