"""Dates as news sites print them, to ISO 8601. What could be read two ways is not read at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS if m != "may") + "|may|sept"
_TIME = (
    r"(?P<{0}hour>[01]?[0-9]|2[0-3])[:.](?P<{0}minute>[0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?"
    r"(?:\s*(?P<{0}half>[ap])\.?m\.?(?![a-z]))?"
)
_DATES = re.compile(
    rf"""
    (?<![\w./-])
    (?:{_TIME.format("early_")}\s*+(?:,|\||-|–|on)?\s*+)?
    (?:
        (?P<year>(?:19|20)[0-9][0-9])-(?P<month>[0-9][0-9])-(?P<day>[0-9][0-9])
      | (?P<first>[0-3]?[0-9])(?P<separator>[./-])(?P<second>[0-3]?[0-9])(?P=separator)(?P<third>(?:19|20)[0-9][0-9])
      | (?P<day_before>[0-3]?[0-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name_after>{_MONTH})\.?,?
        \s+(?P<year_after>(?:19|20)[0-9][0-9])
      | (?P<name_before>{_MONTH})\.?\s+(?P<day_after>[0-3]?[0-9])(?:st|nd|rd|th)?,?
        \s+(?P<year_before>(?:19|20)[0-9][0-9])
    )
    (?:(?:,|T|\s|\||-|–|at)*{_TIME.format("late_")})?
    (?![\w/-]|\.[0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)}|yesterday|today)\b", re.IGNORECASE)


_STAMP = re.compile(
    r"(?P<year>\d{4})(?:(?P<month>\d\d)(?P<day>\d\d)|(?P<mark>[-/.])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?))"
    r"(?:(?:T|\s+| at |(?<=\d{8}))(?P<hour>\d\d):?(?P<minute>\d\d)(?::?\d\d(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
# Seconds or milliseconds since 1970.
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?", re.ASCII)
# As C, Java and JavaScript write a date where nobody says how: "Sun Nov 05 16:05:00 EST 2023",
# "Sun Nov 05 2023 16:05:00 GMT-0500 (Eastern Standard Time)".
_UNFORMATTED = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2})\s+(?P<day>\d\d?)(?: (?P<year>\d{4}))? (?P<time>\d\d:\d\d:\d\d)"
    r"(?: (?:GMT(?=[+-]))?(?P<zone>[A-Z]{1,5}|[+-]\d{4}))?(?: (?P<late>\d{4}))?(?: \([^()]*\))?",
    re.ASCII,
)

_SENT = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{2,4}\s+\d\d?:\d\d(?::\d\d)?(?:\s+\S{1,5})?", re.ASCII
)


def parse_date(text: str) -> str | None:
    """A date in any of the forms that machines and people write, as ISO 8601.

    Args:
        text: ISO 8601 with or without its marks, RFC 2822 as in mail and feeds, seconds or milliseconds since 1970, as
            programs write it to themselves, or as printed ("21 May 2025, 13:29").

    Returns:
        To the day or the minute, with the offset from UTC where it is told ("2025-05-21T13:29+02:00"); None where
        it is no date, names no day, or could be two.
    """
    text = text.strip()
    if epoch := _EPOCH.fullmatch(text):
        return f"{datetime.fromtimestamp(int(epoch[1]), UTC):%Y-%m-%dT%H:%M}Z"
    if stamp := _STAMP.fullmatch(text):
        hour, minute, zone = stamp["hour"], stamp["minute"], stamp["zone"]
        # Midnight anywhere is how programs write a day.
        told = hour and (zone or (hour, minute) != ("00", "00"))
        made = f"{stamp['year']}-{stamp['month'] or stamp['m']:0>2}-{stamp['day'] or stamp['d']:0>2}"
        made += f"T{hour}:{minute}{_offset(zone)}" if told else ""
        return made if is_iso(made) else None
    if is_iso(text):
        return text
    if (bare := _UNFORMATTED.fullmatch(text)) and (year := bare["year"] or bare["late"]):
        text = f"{bare['day']} {bare['month']} {year} {bare['time']} {bare['zone'] or ''}".strip()
    if _SENT.fullmatch(text):
        try:
            sent = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return sent.isoformat()[:16] + _offset(sent.strftime("%z"))
    found = find_dates(text[:200])
    return found[0][2] if found else None


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    digits = re.sub(r"\D", "", zone).ljust(4, "0")
    return "Z" if not digits.strip("0") else f"{zone[0]}{digits[:2]}:{digits[2:4]}"


def find_dates(text: str) -> list[tuple[int, int, str]]:
    """The dates printed in a short text.

    Args:
        text: a line or a few; a time beside the date is read with it.

    Returns:
        (start, end, ISO 8601 to the day or the minute), in order. 03/04/2025 is left out, since it means two days.
    """
    found: list[tuple[int, int, str]] = []
    for match in _DATES.finditer(text):
        day = _day(match)
        if day is not None:
            found.append((match.start(), match.end(), day.isoformat() + _time(match)))
    return found


def _day(match: re.Match[str]) -> date | None:
    group = match.groupdict()
    if group["year"]:
        parts = int(group["year"]), int(group["month"]), int(group["day"])
    elif group["third"]:
        first, second = int(group["first"]), int(group["second"])
        if group["separator"] == "/" and first <= 12 and second <= 12 and first != second:
            return None
        if group["separator"] == "/" and second > 12:
            first, second = second, first
        parts = int(group["third"]), second, first
    elif group["name_after"]:
        parts = int(group["year_after"]), _month(group["name_after"]), int(group["day_before"])
    else:
        parts = int(group["year_before"]), _month(group["name_before"]), int(group["day_after"])
    try:
        return date(*parts)
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month[:3] == name.lower()[:3])


def _time(match: re.Match[str]) -> str:
    for side in ("early_", "late_"):
        if match[side + "hour"]:
            hour, half = int(match[side + "hour"]), (match[side + "half"] or "").lower()
            if half:
                hour = hour % 12 + (12 if half == "p" else 0)
            return f"T{hour:02}:{match[side + 'minute']}"
    return ""


def is_iso(text: str) -> bool:
    """Whether `text` is an ISO 8601 year, month, day, or day with a time, and exists in the calendar."""
    match = _ISO.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def weekday_said(sentence: str, published: str | None) -> str | None:
    """The date that a weekday in a sentence means, seen from the day of publication.

    News prints the last such day up to and including its own date.

    Returns:
        ISO date, or None where no weekday is named, several are, or the publication date is unknown.
    """
    if published is None or len(published) < 10:
        return None
    named = {m["day"].lower() for m in _WEEKDAY.finditer(sentence)}
    if len(named) != 1:
        return None
    day = date.fromisoformat(published[:10])
    word = named.pop()
    if word == "yesterday":
        back = 1
    elif word == "today":
        back = 0
    else:
        back = (day.weekday() - _DAYS.index(word)) % 7
    return (day - timedelta(days=back)).isoformat() if day.toordinal() > back else None
