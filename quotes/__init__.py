"""Find who said what in news articles, and keep it where it can be searched.

The stages, in the order in which an article passes them, each one module:

    read      a file becomes an `Article`: text, metadata, paragraphs without page furniture
    marks     quotation marks are paired
    extract   attributions are found: content, cue and source, kind, act, polarity
    resolve   within the article, each source gets the speaker it means
    identity  across articles, the spellings of one name get one speaker
    compare   two statements are held against each other
    cluster   statements of one speaker become claims
    check     an alleged quote is held against what is stored

Importing this package opens no database and loads no model.
"""

__version__ = "0.1.0"
