"""What the trained networks tell apart, in the order of their outputs."""

from typing import Literal

from dateline import codebook

ROLES = ("source", "cue", "content")
TAGS = "OBIES"  # outside; begin, inside, end of a span; a span of one piece
Linked = Literal["source", "content"]
LINKED: tuple[Linked, ...] = ("source", "content")  # what belongs to a cue
PARTS = ("weapon", "individual", "organization", "thing", "victim")  # in an act of violence
SIDES = ("trigger", "actor", "recipient")  # of a clause that may tell of an event
NO_EVENT = "NONE"
TYPES = (NO_EVENT, *codebook.event_types())
ACLED = (NO_EVENT, *codebook.acled_types())
CLAUSE_WIDTH = 192
WIDTH = 384  # of a vector of the networks
