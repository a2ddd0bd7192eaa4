"""Every address of the program with values put in, for the tests that walk them all."""

import re
from dataclasses import dataclass

from tthc.kernel.policy import Can

PLAIN = {
    "year": 2024,
    "period": "quy-2",
    "slug": "quy-2",
    "filename": "css/app.css",
    "form": "docx",
    "kind": "so",
    "act": "phan-loai",
    "code": "answer",
    "move": "tra-lai",
    "paper": "bang-cham-diem",
    "meeting": "hop",
}  # parameters that name no row
PLACES = {"key": 0, "position": 3}  # places inside a row: a line of a draft, a paragraph of its document
MISSING = 987_654_321


@dataclass(frozen=True)
class Address:
    """One rule of the url map and one of its methods."""

    rule: object
    method: str
    guard: object

    @property
    def names(self):
        """The parameters that name rows."""
        return sorted(self.rule.arguments - set(PLAIN) - set(PLACES) - {"register"})

    @property
    def register(self):
        """The first register of the section, where an address names one."""
        return next(iter(re.findall(r'<any\("([a-z0-9-]+)"', self.rule.rule)), "")

    @property
    def is_open(self):
        return not isinstance(self.guard, Can)

    def path(self, ids):
        """The address with these ids; a parameter nobody knows is a KeyError, so that it is added to the worlds."""
        values = PLAIN | PLACES | {"register": self.register} | ids
        section = self.rule.endpoint.split(".")[0]
        values = {name: value.get(section, MISSING) if isinstance(value, dict) else value for name, value in values.items()}
        return re.sub(r"<[^>]*?:?(\w+)>", lambda found: str(values[found.group(1)]), self.rule.rule)

    def __str__(self):
        return f"{self.method} {self.rule.rule}"


def addresses(app, method=None):
    """All of them, in the order of their text."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        guard = app.view_functions[rule.endpoint].__dict__["guard"]
        found += [Address(rule, name, guard) for name in rule.methods - {"HEAD", "OPTIONS"} if method in (None, name)]
    return sorted(found, key=str)


def masked(response):
    """The bytes of an answer without what is random in each one."""
    text = response.get_data(as_text=True)
    text = re.sub(r'(name="(?:csrf_token|request_key)"[^>]*value=")[^"]*', r"\1", text)
    return re.sub(r'(content=")[^"]{60,}', r"\1", text)
