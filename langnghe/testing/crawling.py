"""Walking a served product by its own links: every page it shows and every form it offers."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from langnghe.testing.wire import Asked, Headers, Reply, exchange

Cookies = dict[str, str]


@dataclass
class Form:
    """A form as a browser would send it back unchanged."""

    action: str
    method: str
    multipart: bool
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @property
    def shape(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes it another form than others: where it goes and what it asks."""
        return self.action, self.method, tuple(sorted({*self.fields, *self.files}))


@dataclass
class Seen:
    """A visitor: cookies, further headers, the address they come from, and what they found."""

    cookies: Cookies
    headers: Headers = field(default_factory=list)
    source: str = ""
    paths: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


def crawl(address: str, starts: list[str], seen: Seen, *, most: int = 200) -> Seen:
    """Let a visitor follow links from `starts`, at most `most` pages, keeping cookies as a browser does."""
    waiting = list(dict.fromkeys(starts))
    known = set(waiting)
    while waiting and len(seen.paths) < most:
        path = waiting.pop(0)
        seen.paths.append(path)
        for link in _visit(address, path, seen):
            if link not in known:
                known.add(link)
                waiting.append(link)
    return seen


def ask(address: str, seen: Seen, asked: Asked) -> Reply:
    """Let a visitor ask; cookies are kept."""
    headers = [*asked.headers, *seen.headers, (b"Cookie", cookie_header(seen.cookies))]
    reply = exchange(address, Asked(asked.method, asked.path, headers, asked.body), source=seen.source)
    seen.cookies.update(reply.cookies())
    return reply


def cookie_header(cookies: Cookies) -> bytes:
    """The Cookie header of a visitor."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items()).encode("latin-1", "replace")


def _visit(address: str, path: str, seen: Seen) -> list[str]:
    reply = ask(address, seen, Asked(path=path.encode()))
    links = [urljoin(path, target) for target in reply.headers.get("location", [])]
    if "text/html" in "".join(reply.headers.get("content-type", [])):
        page = _Page(path)
        page.feed(reply.body.decode("utf-8", "replace"))
        # Language and light stand on every page: each form counts once.
        known = {form.shape for form in seen.forms}
        seen.forms += [form for form in page.forms if form.shape not in known]
        links += page.links
    return [link for target in links if (link := _inside(address, target))]


def _inside(address: str, target: str) -> str:
    parts = urlsplit(target)
    if parts.netloc not in ("", urlsplit(address).netloc) or parts.scheme not in ("", "http"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


class _Page(HTMLParser):
    """Collects links and forms of a page."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.links, self.forms = path, list[str](), list[Form]()
        self.inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "a" and said.get("href"):
            self.links.append(urljoin(self.path, said["href"]))
        elif tag == "form":
            self.inside = True
            action = urljoin(self.path, said.get("action") or self.path)
            self.forms.append(Form(action, said.get("method", "get").upper(), "multipart" in said.get("enctype", "")))
        elif tag in {"input", "select", "textarea", "button"} and self.inside and said.get("name"):
            self._field(said)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"

    def _field(self, said: dict[str, str]) -> None:
        form = self.forms[-1]
        if said.get("type") == "file":
            form.files.add(said["name"])
        elif said.get("type") != "radio" or "checked" in said or said["name"] not in form.fields:
            form.fields[said["name"]] = said.get("value", "")
