"""A document as a strict reader sees it: every element closed where it was opened."""

from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "hr", "input", "wbr"}
NOT_IN_P = {"p", "div", "ul", "ol", "dl", "figure", "section", "article", "h1", "h2", "h3", "h4",
            "blockquote", "header", "main", "li", "dt", "dd"}  # fmt: skip
HOLDS = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"div"}, "html": {"head", "body"},
    "head": {"meta", "title", "style"},
}  # fmt: skip


class Document(HTMLParser):
    """Reads a document and raises AssertionError where its elements do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.opened == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.opened[-1] if self.opened else ""
        assert tag in HOLDS.get(parent, {tag}), f"{tag} in {parent}"
        if tag in NOT_IN_P:
            assert "p" not in self.opened, f"{tag} in p"
        if tag == "a":
            assert "a" not in self.opened
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has {names}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.opened:
            self.texts.append(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"<?{data}")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"<!--{data}")

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def all_of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]
