"""What a statement is while it is found: columns of whole numbers, its places in tokens of the batch; and its rules."""

from transforms.statements.complements import COMPLEMENTS
from transforms.statements.reporting_forms import Form

COLUMNS = (
    "document", "verb", "verb_clitics", "start", "end", "clitics", "speaker", "speaker_end", "speaker_clitics",
    "entry", "is_direct", "rule", "is_closed",
)  # fmt: skip
(
    DOCUMENT, VERB, VERB_CLITICS, START, END, CLITICS, SPEAKER, SPEAKER_END, SPEAKER_CLITICS,
    ENTRY, IS_DIRECT, RULE, IS_CLOSED,
) = range(len(COLUMNS))  # fmt: skip
VERBLESS_RULES = ("source_self", "source_leading", "source_trailing", "headline_colon", "inserted_verb")
RULES = (*(f"{form.name.lower()}_{frame}" for form in Form for frame in COMPLEMENTS), *VERBLESS_RULES)
N_FRAMES, FIRST_VERBLESS = len(COMPLEMENTS), len(Form) * len(COMPLEMENTS)
