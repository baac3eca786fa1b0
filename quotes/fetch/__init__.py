"""From a web address to a `Page`: only public hosts, robots.txt respected, limits on everything.

links      an address as given -> one that is plainly what it is
addresses  which IP addresses may be connected to
transport  the only way to the network: checked addresses, clock and byte count at every read
exchange   requests at a polite pace, redirects followed by hand, each checked anew
robots     robots.txt
headers    what an answer says of itself
body       unpacked within its limit
fetcher    the whole, and every obstacle in words
problems   what can go wrong
"""

from quotes.fetch.addresses import is_public
from quotes.fetch.fetcher import Fetcher, Page

__all__ = ["Fetcher", "is_public", "Page"]
