"""A person's hand at the browser: it counts presses, and notes what a person would not see going wrong."""

import re
from contextlib import contextmanager

from playwright.sync_api import expect

PASSWORD = "hat-gao-lang-ta-38"
STATUS = re.compile(r"status of (\d{3})")


class Hand:
    """One page of one browser. A click is a press or Enter; typing and the file dialog itself do not count."""

    def __init__(self, context, url):
        self.context, self.url = context, url
        self.page = context.new_page()
        self.clicks = 0
        self.troubles = []
        self._expected = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        context.on("request", self._asked)

    def _heard(self, message):
        if message.type != "error":
            return
        found = STATUS.search(message.text)
        if found and int(found[1]) in self._expected:
            return  # the browser's own line for an answer the step asks for
        self.troubles.append(f"console at {self.page.url}: {message.text}")

    def _asked(self, request):
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.troubles.append(f"outside address: {request.url}")

    @contextmanager
    def expecting(self, *statuses):
        """The step asks for a refusal: the browser writes its own line about it."""
        self._expected.extend(statuses)
        yield
        self.page.wait_for_timeout(50)  # the line may come a moment after the page
        self._expected.clear()

    @contextmanager
    def within(self, limit):
        """The journey inside takes at most so many clicks."""
        before = self.clicks
        yield
        assert self.clicks - before <= limit, f"{self.clicks - before} clicks instead of {limit}"

    def go(self, path):
        """Type an address."""
        return self.page.goto(self.url + path, wait_until="load")

    def press(self, target):
        self.clicks += 1
        target.click()

    def enter(self):
        self.clicks += 1
        self.page.keyboard.press("Enter")

    def choose(self, target, *files):
        """Press what opens the file dialog and choose in it."""
        with self.page.expect_file_chooser() as dialog:
            self.press(target)
        dialog.value.set_files(list(files))

    def sign_in(self, username, password=PASSWORD):
        self.go("/dang-nhap")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda address: "/dang-nhap" not in address)
        self.clicks = 0
        return self

    def link(self, name, root=None):
        return (root or self.page).get_by_role("link", name=name)

    def button(self, name, root=None):
        return (root or self.page).get_by_role("button", name=name)

    def sees(self, words, root=None):
        """The words are on the screen."""
        expect((root or self.page).get_by_text(words).first).to_be_visible(timeout=10_000)

    def download(self, target, folder):
        """Press a link that hands over a file; returns where it lies."""
        with self.page.expect_download() as waiting:
            self.press(target)
        place = folder / waiting.value.suggested_filename
        waiting.value.save_as(place)
        return place
