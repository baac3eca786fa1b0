"""From what somebody names to an `Article`.

places     what is named -> documents, one after the other
documents  a document -> an article
files      which files a path means; their sidecars
tables     rows of JSON Lines, JSON, CSV -> documents
warc       pages of a web archive -> documents
feed       entries of RSS and Atom
html       a web page -> its article, and what it says of it; news: in JSON-LD
plain      a text as copied from a news site -> paragraphs, page furniture, title, date, byline, outlet
front      front matter of a text
given      what is said of an article, and whom to believe
fields     what fields are called in datasets
decode     bytes -> text; raw: files -> bytes
dates      dates as news sites print them, and machines write them -> ISO 8601
urls       one form of an address
"""

from quotes.read.documents import Document, Media, read_document
from quotes.read.files import article_files
from quotes.read.given import Given
from quotes.read.places import Fetch, Fetched, Places, files_of, holds_several, place_of
from quotes.read.raw import STDIN

__all__ = [
    "article_files",
    "Document",
    "Fetch",
    "Fetched",
    "files_of",
    "Given",
    "holds_several",
    "Media",
    "place_of",
    "Places",
    "read_document",
    "STDIN",
]
