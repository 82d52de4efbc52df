"""Declarations: verbs and nouns of events, and the words that stand around them."""

from transforms.vocabulary import Column, Vocabulary

EVENT_KINDS = ("verb", "noun", "light", "attend")
EVENT_TYPES = (
    "CONSULT", "AGREE", "SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT", "COERCE", "PROTEST", "ASSAULT",
    "THREATEN", "SANCTION",
)  # fmt: skip
EVENT_FRAMES = (
    "subject", "object", "with", "by", "on", "against", "to", "for", "between", "from", "mutual", "of_actor",
    "of_recipient", "passive", "inchoative", "no_person", "there", "whom", "host",
)  # fmt: skip
EVENT_LEVELS = ("any", "place", "clear", "named", "either")
EVENT_WORD_KINDS = (
    "actor", "force", "position", "honorific", "sides", "quantity",
    "with", "between", "on", "against", "to", "from", "in", "about", "agent", "with_pronoun",
    "adjunct", "aftermath", "time", "that", "negation", "irrealis", "auxiliary", "perfective",
    "relative", "connector", "presence", "chair", "no_event", "target", "in_name",
)  # fmt: skip
EVENT_SIGNS = (
    "accident", "background", "meeting", "two_meetings", "no_object", "public", "intended", "side", "private",
    "voiced", "coming", "planned", "future",
)  # fmt: skip
WHOLE = "whole"  # words that only look as if they carried ب
NEVER = "never"  # the kind of words that look like a verb of events and are none
UNREAL = "unreal"  # words before what is no event: a link to the story itself, what a film tells
AERIAL = "aerial"  # who attacks, or how, by air
BOMB, MATERIAL = "bomb", "material"  # two of EVENT_NEEDS
EVENT_NEEDS = (
    "agreement", "aid", "sanction", "blame", "phone", "fire", "telegram", "relations", "sentence", "court",
    "beside", "consequence", "troops", "proposal", "charge", "march", "strike",
    "bomb", "terror", "truce", "town", "border", "curfew", "assets", "envoy", "material", "listing",
    "diplomat", "veto", "session", "source", "cell", "medal", "killed", "judge",
)  # fmt: skip

DECLARATIONS = (
    Vocabulary(
        "event_patterns",
        (
            Column("word"),
            Column("kind", allowed=EVENT_KINDS),
            Column("imperfect", required=False, is_list=True),
            Column("participle", required=False, is_list=True),
            Column("others", required=False, is_list=True),
            Column("event_type", required=False, allowed=EVENT_TYPES),
            Column("cameo_code", required=False, pattern="[0-9]{2,4}"),
            Column("frames", required=False, is_list=True, allowed=EVENT_FRAMES),
            Column("needs", required=False, is_list=True, allowed=EVENT_NEEDS),
            Column("actor", allowed=EVENT_LEVELS),
            Column("recipient", allowed=EVENT_LEVELS),
            Column("proof", required=False, allowed=("weak", "start", "governed")),
        ),
        key=("word", "kind", "event_type", "needs"),
    ),
    Vocabulary(
        "event_words",
        (
            Column(
                "kind", allowed=(*EVENT_WORD_KINDS, *EVENT_NEEDS, *EVENT_SIGNS, NEVER, WHOLE, UNREAL, AERIAL)
            ),
            Column("word"),
        ),
        key=("kind", "word"),
    ),
)
