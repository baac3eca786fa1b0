"""From a path or standard input to an `Article`.

files   which files are meant; bytes -> text
plain   a text as copied from a news site -> paragraphs, page furniture, title, date, byline, outlet
dates   dates as news sites print them -> ISO 8601
"""

from quotes.read.files import Given, article_files, read_bytes, read_file
from quotes.read.plain import read_plain

__all__ = ["article_files", "Given", "read_bytes", "read_file", "read_plain"]
