"""What is known of the text of a source."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.core.records import Source
from timeline_app.models.source_words import text_in_a_word, text_in_words

if TYPE_CHECKING:
    from timeline_app.io.evidence.documents import Document
    from timeline_app.io.evidence.texts import Texts


@dataclass(frozen=True, slots=True)
class TextState:
    """The document that was found for a source, if any, and what to say of it."""

    document: "Document | None"
    word: str
    """For a list; "" where no text is to be expected, as without any quote."""
    sentence: str
    details: str
    """Where the document is, and each SHA-256 in full."""


def text_state(source: Source, texts: "Texts | None", *, is_quoted: bool) -> TextState:
    """The state of a source's text; `is_quoted` says that the dataset has quotes from it."""
    document = texts.documents.get(source.source_id) if texts else None
    if document is None and not is_quoted and not source.sha256:
        return TextState(None, "", "", "")
    is_changed = texts is not None and texts.is_changed(source.source_id)
    digest = document.digest if document else ""
    digests = dict.fromkeys(filter(None, (digest, source.sha256)))
    return TextState(
        document,
        text_in_a_word(source, digest, is_changed=is_changed),
        text_in_words(source, digest, is_changed=is_changed),
        "\n".join([*([str(document.path)] if document else []), *digests]),
    )
