"""The numbers and signs that the features of a stretch go by; the compiled finder reads them from here too."""

from __future__ import annotations

from triage.lid.traits import Trait
from triage.model import Kind

BRACKETS, CLOSING_BRACKETS = "([（［", ")]）］"
# What separates the items of a list: one of the first, or one of the others between blanks.
ITEM_BREAKS, ITEM_DOTS = ",;:•|", "·/"
# What code is made of and prose is not; two ampersands also are.
CODE_SIGNS = "<>{}=\\^~`"
# Log-frequencies (nats): a function word is among the 100 or so most frequent, a common word among the 10,000; the
# rarest listed word is just above LISTED_LOG.
FUNCTION_LOG = -6.5
COMMON_LOG = -9.5
LISTED_LOG = -14.6
# Votes (nats).
STRONG_VOTE = 3.0
COMMON_VOTE = 4.0
MARKED_VOTE = 2.0
CLEAR_VOTE = 1.0
# A name, what joins two, and what signs a credit are no nucleus.
NO_NUCLEUS = Trait.CAPITAL | Trait.PARTICLE | Trait.AGENCY
SEVERAL_CAPITALS = Trait.UPPER | Trait.MIXED
# These count wherever they stand; the others only as words of the embedded language.
ANYWHERE = Trait.CREDIT | Trait.STREET
NUMBERS = frozenset((Kind.NUMBER, Kind.CODE))
# A stretch of so few words is little evidence, and so is what stands this near on either side of it.
SHORT_STRETCH = 3
SHORT_ITEM = 3
# A term or a name inside a line has fewer words.
LONGEST_TERM = 5
NAME_ITEM = 5
# A work has no more words of names behind it, in brackets.
MOST_CREATORS = 5
NEAR_BEFORE = 8
NEAR_AFTER = 14
NEAR_BRACKET = 24
# Numbers that lead to a fragment are looked for so far away (code points).
NEAR_NUMBERS = 40
# Counts saturate: the tenth strong word says no more than the fourth.
MOST = 4
MOST_GAIN = 80.0
NATS = 10.0
MOST_STRONG = 6
MOST_NUCLEUS = 12
MOST_NUMBERS = 2
MOST_CODE = 3
