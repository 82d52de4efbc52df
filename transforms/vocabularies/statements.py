"""Declarations: verbs that report, and what stands between them and what is said."""

from transforms.vocabulary import Column, Vocabulary

STANCES = (
    "neutral", "adding", "explaining", "stressing", "pointing", "praising", "feeling", "criticising", "claiming",
    "conceding", "denying", "directing", "asking", "answering",
)  # fmt: skip
ADDING = "adding"  # the stance of a verb with which whoever spoke goes on
FRAMES = (
    "that",
    "speech",
    "to",
    "on",
    "by",
    "about",
    "from",
    "object",
    "source",
    "hearer",
    "whom",
    "asked",
    "first",
)
PROOFS = ("", "near", "noun", "shadda", "start", "subject", "named", "in")  # of reporting verbs
SPEAKER_WORD_KINDS = (
    "that", "and_that", "not_that", "to", "on", "about", "from", "by", "not_by", "in", "takes_preposition", "relative",
    "pronoun", "connector", "auxiliary", "perfective", "negation", "adjunct", "filler", "side", "occasion", "audience",
    "speaker", "content", "clause", "concern", "source", "dubious_source", "self", "extent", "kicker", "saying", "then",
    "no_speaker",
    "about_him", "never", "deed", "paper", "relation", "voice",
)  # fmt: skip

DECLARATIONS = (
    Vocabulary(
        "reporting_verbs",
        (
            Column("lemma"),
            Column("imperfect", required=False),
            Column("participle", required=False),
            Column("noun", required=False),
            Column("passive", required=False, is_list=True),
            Column("adverbial", required=False, is_list=True),
            Column("stance", allowed=STANCES),
            Column("frames", is_list=True, allowed=FRAMES),
            Column("proof", required=False, allowed=PROOFS[1:]),
        ),
        key=("lemma",),
    ),
    Vocabulary(
        "speaker_words",
        (Column("word"), Column("kind", allowed=SPEAKER_WORD_KINDS)),
        key=("word", "kind"),
    ),
)
