"""An admin's browser, as tests drive it: forms are filled in and sent as they stand on the page."""

import re
import time
from html import unescape
from html.parser import HTMLParser

from bot.rights.entry import OPERATOR, new_link

OWN = {"Sec-Fetch-Site": "same-origin"}


class _Forms(HTMLParser):
    """The forms of a page: address, values, and the buttons with their labels."""

    def __init__(self):
        super().__init__()
        self.forms, self._area, self._button = [], None, None

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        form = self.forms[-1] if self.forms else None
        if tag == "form":
            self.forms.append({"action": attrs.get("action"), "values": {}, "buttons": []})
        elif tag == "input" and attrs.get("type") not in ("file", "checkbox"):
            form["values"][attrs["name"]] = attrs.get("value", "")
        elif tag == "textarea":
            self._area = attrs["name"]
            form["values"][self._area] = ""
        elif tag == "button" and form is not None:
            self._button = [attrs.get("name"), attrs.get("value", ""), ""]
            form["buttons"].append(self._button)

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
        elif tag == "button":
            self._button = None

    def handle_data(self, data):
        if self._area is not None:
            self.forms[-1]["values"][self._area] += data
        elif self._button is not None:
            self._button[2] += data


def words_of(page):
    """The text of a page without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


class AdminBrowser:
    """Somebody at the admin pages, with one page before them."""

    def __init__(self, site, user=OPERATOR, secret=None, **headers):
        """Go in by the link with that secret; by one that is made for the user, where none is."""
        self.http = site.browser(**headers)
        self.http.headers.update(OWN)
        secret = secret or site.state(lambda state: new_link(state, user, time.time()))
        entered = self.http.post("/quanly/vao", data={"k": secret})
        assert entered.status_code == 303, entered.text
        # Kept by hand, also where it is for TLS alone: the tests speak none.
        self.http.headers["Cookie"] = entered.headers["set-cookie"].partition(";")[0]
        self.page = None
        self.open("/quanly")

    @property
    def words(self):
        """What the page says."""
        return words_of(self.page)

    def open(self, path):
        """Go somewhere, and wait for what is under way there."""
        self.page = self.http.get(path)
        until = time.monotonic() + 120
        while self.page.status_code == 303 or "refresh" in self.page.headers:
            assert time.monotonic() < until
            path = self.page.headers.get("location", path)
            self.page = self.http.get(path)
        self.path = path
        return self.page

    def forms(self):
        """The forms of the page."""
        parser = _Forms()
        parser.feed(self.page.text)
        return parser.forms

    def press(self, label, **typed):
        """Fill in the form that has the button, and press it."""
        for form in self.forms():
            for name, value, shown in form["buttons"]:
                if shown.strip() == label:
                    sent = {**form["values"], **typed}
                    return self.send(form["action"], {**sent, **({name: value} if name else {})})
        raise AssertionError(f"no button {label!r}: {self.words}")

    def send(self, action, values, **more):
        """Send a form, and follow where it leads."""
        self.page = self.http.post(action, data=values, **more)
        if self.page.status_code == 303:
            self.open(self.page.headers["location"])
        return self.page

    def upload(self, *files, joined=True):
        """Send files from the first page: names with their bytes."""
        self.open("/quanly")
        form = next(each for each in self.forms() if each["action"] == "/quanly/tep")
        values = {**form["values"], **({"ghep": "1"} if joined else {})}
        sent = [("tep", (name, data)) for name, data in files]
        return self.send("/quanly/tep", values, files=sent)
