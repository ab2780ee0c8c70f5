"""HTML as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.io.plain_text import plain_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a < b",
        "a<b and b>c",
        "if a <b and c> d",
        "AT&T & sons",
        "List<int> and <unknown>",
        "mail <me@example.org>",
        "two\n\nparagraphs,  with   blanks\n",
        "no &such; entity, no &#99999999999; letter, ?a=1&copy=2",
        "<",
        "<!-- never closed",
        "<a href='never closed",
        "1 <3",
    ],
)
def test_text_that_is_no_html_stays_as_it_is(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>Bold</b> and <em class='x'>more</em>", "Bold and more"),
        ("Elizabeth Taylor<br/> 1932-2011", "Elizabeth Taylor\n1932-2011"),
        ("<p>One.</p><p>Two\nlines.</p>", "One.\nTwo lines."),
        ("one<br><br>two", "one\n\ntwo"),
        ("<ul>\n  <li>first</li>\n  <li>second</ul>after", "first\nsecond\nafter"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("<pre>x\n  y</pre>", "x\ny"),
        ("AT&amp;T &lt;b&gt; &eacute;&#233;&#xE9; a&nbsp;b", "AT&T <b> ééé a b"),
        ("<i>a < b</i> & c &copy= d", "a < b & c &copy= d"),
        ("first\n\n<b>second</b>", "first\n\nsecond"),
        ("a<script>alert('<p>no</p>')</script><style>p {}</style>b", "ab"),
        ("a<!-- no <b>--></b>b<!---->c", "abc"),
        ("<!DOCTYPE html><html><head><title>no</title></head><body>yes</body></html>", "yes"),
        ("<title>never closed, <b>so shown</b>", "never closed, so shown"),
        ('<a href="https://x.org/a">here</a>.', "here (https://x.org/a)."),
        ('<a href="https://x.org/?a=1&copy=2">q</a>', "q (https://x.org/?a=1&copy=2)"),
        ('<a href="https://x.org/?a=1&amp;b=2">q</a>', "q (https://x.org/?a=1&b=2)"),
        ("<a href='https://www.x.org/'>x.org</a>", "x.org"),
        ("<a href='https://x.org/a'> https://x.org/a </a>", "https://x.org/a"),
        ("<a href='#top'>up</a> <a href='javascript:go()'>go</a> <a name=x>x</a>", "up go x"),
        ("<a href=//x.org/b>one<a href=c.html>two", "one (//x.org/b)two (c.html)"),
        ("<a title='a > b' href='https://x.org'>odd</a>", "odd (https://x.org)"),
        ("see <img src='https://x.org/a.png' alt='a map'>", "see  a map (https://x.org/a.png)"),
        ("<iframe src='https://x.org/v' allowfullscreen>none</iframe>", "https://x.org/v"),
        ("<img src='data:image/png;base64,AAAA'/>text", "text"),
        ("<unknown>stays</unknown>, <b>this not</b>", "<unknown>stays</unknown>, this not"),
    ],
)
def test_html_becomes_the_text_it_shows(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text(st.characters(blacklist_characters="<&", blacklist_categories=["Cs"])))
def test_text_without_its_signs_is_unchanged(text: str) -> None:
    assert plain_text(text) == text


_PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            "&",
            ";",
            "'",
            '"',
            "=",
            "/",
            "!",
            "-",
            "--",
            "<!--",
            "-->",
            " ",
            "\n",
            "a",
            "b",
        ),
        *(
            "<p>",
            "</p>",
            "<br/>",
            "<script>",
            "</script>",
            "<a href=",
            "</a>",
            "<iframe ",
            "<title>",
        ),
        *("&amp;", "&#", "&#x41;", "&#0;", "&lt", "<![CDATA[", "<?", "]]>", "\0", "\xa0", "<pre>"),
    ]
)


@given(st.one_of(st.lists(_PIECES).map("".join), st.text()))
def test_any_text_gives_some_text(text: str) -> None:
    assert isinstance(plain_text(text), str)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_the_letters_of_a_paragraph_are_kept(letters: str) -> None:
    assert plain_text(f"<p class='x'>{letters}</p><p>{letters}</p>") == f"{letters}\n{letters}"


@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", "<a '", "<a \"<b '", "<a =", "&", "<pre>\n"])
def test_a_long_text_of_broken_html_takes_no_long_time(piece: str) -> None:
    assert isinstance(plain_text(piece * (100_000 // len(piece))), str)
