"""A person or body that an article names, and one place where it does."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.records import Span, Speaker, SpeakerKind
from quotes.resolve.roles import Role


@dataclass(slots=True, eq=False)
class Entity:
    """A person or body of this article, growing while it is scanned.

    Attributes:
        mentions: in order.
        first: where it is first mentioned, as far as scanned.
        gender: "m" or "f"; certain where a title tells it (`titled`), else by forename, role or pronouns near.
        read: the roles, taken apart, and the offices held at the article's date.
        past: the offices of other times, or of any where the article has no date.
    """

    name: str
    kind: SpeakerKind
    first: int = 0
    mentions: list[Mention] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    roles: dict[str, None] = field(default_factory=dict)
    gender: str | None = None
    titled: bool = False
    read: list[Role] = field(default_factory=list)
    past: list[Role] = field(default_factory=list)

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.kind is SpeakerKind.PERSON

    def speaker(self) -> Speaker:
        """What the article tells about it, as a value."""
        return Speaker(self.name, self.kind, tuple(sorted(self.aliases | {self.name})), tuple(sorted(self.roles)))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the article names an entity.

    Attributes:
        sentence: its number.
        possessive: an 's follows.
        named: it is a name, not a description.
    """

    span: Span
    entity: Entity
    sentence: int
    possessive: bool
    named: bool = True
