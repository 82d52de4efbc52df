# mypy: disable-error-code="no-untyped-def,no-untyped-call,no-any-return"
"""Statements without a verb: `بحسب X`, `وفقا لـX`, `نقلا عن X`; headlines that name a speaker before a colon."""

from transforms.folding import ALEF
from transforms.kernels import kernel
from transforms.statements.kernels import next_of, next_of_not
from transforms.statements.speakers import cut
from transforms.statements.symbols import mask
from transforms.symbols import LAM, WAW

SELF, LEADING, TRAILING = range(3)
_LONGEST_NAME = 8  # tokens before the colon of a headline
_SHORTEST = 3  # words of what is said
_REACH = 25  # tokens of a source

_EXTENT, _ON, _SELF, _COLON, _COMMA = mask("extent"), mask("on"), mask("self"), mask("colon"), mask("comma")
_PREPOSITION, _DUBIOUS = mask("about|to|to_them|on"), mask("dubious_source")
_ADDRESSEE, _WHO, _DEEDS = mask("to_audience|to_them"), mask("speaker|person"), mask("content|deed")
_NAMES_SPEAKER = mask("speaker|person|organisation")
_PERFECTIVE = mask("perfective")
_THEN, _ORDINARY = mask("then"), mask("ordinary")
_FOR_SPEAKER, _DEFINITE = mask("for_speaker"), mask("definite")
_NOUN, _SKIPPED, _OPENS = mask("noun_of_saying"), mask("comma|then|that"), mask("connector|quote|dash")
_ENDS = mask("comma|semicolon|dot|terminator|end|participle|verb|dash|then|close_bracket|noun_of_saying")
_SENTENCE_ENDS, _OUTSIDE = mask("dot|terminator|end|close_bracket|comma"), mask("comma|dash|open_bracket")
_NO_NAME = mask(
    "place|kicker|content|deed|occasion|adjunct|number|in|on|about|from|to|that|verb|participle|with_by|filler|source|by"
)
_WHAT, _NOT_THAT, _IN, _ADJUNCT = mask("verb|not_that"), mask("not_that"), mask("in"), mask("adjunct")
_KNOWN = mask("definite|not_that")
_NAMING = mask("speaker|definite|person|organisation|place|side")
_COMMA_OR_END = mask("comma|dot|terminator|end")
_OCCASION = mask("occasion")
_COMMA_OR_THEN, _WITH_BY = mask("comma|then"), mask("with_by")
_GOES_ON = mask("speaker|person|to_audience|in|adjunct|relative")  # more of a source behind a comma
_ANEW = mask("connector|clause|participle|perfective|verb|negation|pronoun|source|auxiliary")
_NOBODY = mask(
    "in|on|about|from|to|negation|pronoun|that|and_that|number|perfective|relative|auxiliary|by|no_speaker|participle"
    "|verb|comma|then|not_that"
)
_ALEF_BYTE, _LAM_BYTE, _WAW_BYTE = ALEF.encode()[1], LAM.encode()[1], WAW.encode()[1]
_NO_NAME_INSIDE = mask("number|verb|that|dash")


@kernel
def source(bits, data, byte_start, byte_end, token, first, last):
    """The frame that the word at `token` begins, in the sentence of tokens `first` to `last`.

    (kind or -1, where it begins, speaker, its end, letters of proclitics, content, its end); the speaker is -1
    where it is a pronoun, the content where nothing delimits it. A frame between commas is within its content.
    """
    none = (-1, 0, -1, -1, 0, -1, -1)
    after = token + 1
    if after >= last or (token > first and bits[token - 1] & _PERFECTIVE):  # `فقد وفق اللاعب في`
        return none
    is_extent = (bits[token] & _EXTENT) != 0  # على حد قوله
    begin = token - 1 if is_extent and token > first and bits[token - 1] & _ON else token
    if bits[after] & _SELF and token == first and bits[after + 1] & _COMMA_OR_THEN:  # `وبحسب رأيه، فإن`
        return LEADING, token, -1, -1, 0, next_of_not(bits, after + 1, last, _SKIPPED), last
    if bits[after] & _SELF:
        start, end = _sentence_around(bits, data, byte_start, first, begin, after + 1, last)
        return SELF, begin, -1, -1, 0, start, end
    if is_extent and begin == token:
        return none
    after = after + 1 if is_extent else _behind_frame(bits, after, last)  # على حد قول المدير
    answer = _answer(bits, after, last)
    names_somebody = bits[after] & (_FOR_SPEAKER | _NAMES_SPEAKER) or (
        bits[after] & _DEFINITE and bits[after + 1] & _WHO
    )
    is_named = names_somebody or (answer >= 0 and not bits[after] & _NOBODY)
    if after + 1 >= last or not is_named or bits[after] & _DUBIOUS:
        return none
    end = byte_end[token]
    is_adverb = data[end - 1] == _ALEF_BYTE or data[end - 3] == _ALEF_BYTE  # وفقا, وفقاً
    needs_lam = is_adverb and data[byte_start[after] + 1] == _LAM_BYTE
    is_joined = needs_lam or bits[after] & _FOR_SPEAKER
    is_joined = is_joined and not bits[after] & _DEFINITE  # للوزارة stays whole
    is_leading = token == first or (token == first + 1 and bits[first] & _OPENS) or answer >= 0
    end = answer if answer >= 0 else next_of(bits, after + 1, last, _ENDS)
    while end + 1 < last and not is_leading and bits[end] & _COMMA and bits[end + 1] & _WHO:
        end = next_of(bits, end + 1, last, _ENDS)  # وفق ما أكده المتحدث، سامي حداد
    end = min(end, after + _REACH)
    if end < last and bits[end] & _NOUN:
        return none
    speaker_end = cut(bits, after, end)
    clitics = 1 if is_joined else 0
    if is_leading:
        start = speaker_end if bits[speaker_end] & _ORDINARY else end  # `وبحسب الوزارة ارتفع عدد ...`
        start = next_of_not(bits, start, last, _SKIPPED)
        if start == end or last - start < _SHORTEST:
            return none
        return LEADING, token, after, speaker_end, clitics, start, last
    start, content_end = _sentence_around(bits, data, byte_start, first, begin, end, last)
    return TRAILING, begin, after, speaker_end, clitics, start, content_end


@kernel
def inserted(bits, data, byte_start, token, first, last):
    """Who says the sentence into which a verb without a complement is put, and the sentence; -1 if it is not so.

    `ومن شأن هذا الوضع، يضيف المدير، ...`, `... وهذا غير مقبول، يقول المتحدث ذاته.`
    """
    none = (-1, -1, -1, -1)
    if token < first + _SHORTEST or not bits[token - 1] & _COMMA:
        return none
    end = next_of(bits, token + 1, min(token + _LONGEST_NAME, last), _COMMA_OR_END)
    is_named = (
        end > token + 1 and bits[token + 1] & _WHO and next_of_not(bits, token + 1, end, _NAMING) == end
    )
    if not is_named or (end < last and not bits[end] & _COMMA_OR_END):
        return none
    start, content_end = _sentence_around(bits, data, byte_start, first, token, end, last)
    return token + 1, end, start, content_end


@kernel
def _answer(bits, at, last):
    """The token of ف that begins what is said (`...، ووفقا للوزير، فإن المحطة ...`), -1 if there is none."""
    limit = min(at + _REACH, last)
    end = next_of(bits, at + 1, limit, _ENDS)
    while end + 1 < limit and bits[end] & _COMMA and bits[end + 1] & _GOES_ON:
        end = next_of(bits, end + 2, limit, _ENDS)  # `حسب سامي حداد، باحث في المعهد، فإن`
    if end + 1 < last and bits[end] & _COMMA:
        end += 1
    return end if end < last and bits[end] & _THEN else -1


@kernel
def _behind_frame(bits, at, last):
    """The token at which a source may begin: behind a preposition, or behind the verb of `وفق ما ذكرت مصادر`."""
    if bits[at] & _PREPOSITION and not bits[at] & _WITH_BY:  # not `للنتائج`
        return at + 1
    if bits[at] & _WHAT:
        at += 2 if bits[at] & _NOT_THAT else 1
        while at < last and bits[at] & (_IN | _ADJUNCT):  # وفق ما أفاد به مصدر
            at += 1
        if at < last and bits[at] & _ADDRESSEE:  # حسب ما أكده لإذاعتنا مصدر أمني
            at = next_of(bits, at + 1, min(at + _LONGEST_NAME, last), _WHO)
    return at


@kernel
def _sentence_around(bits, data, byte_start, first, end, behind, last):
    """The sentence up to the frame that begins at `end`, or all of it if the frame at whose end `behind` is cuts it.

    `تشمل الرشوة، حسب البنك، استغلال النفوذ`. None if nothing delimits the frame or the sentence is too short.
    """
    if behind < last and not bits[behind] & _SENTENCE_ENDS:
        return -1, -1
    is_within = behind + 2 < last and bits[behind] & _COMMA and not bits[behind + 1] & _ANEW
    is_within = is_within and not (bits[behind + 1] & _IN and bits[behind + 2] & _OCCASION)  # `، في تصريح`
    if is_within and data[byte_start[behind + 1] + 1] != _WAW_BYTE:
        return first, last
    while end > first and bits[end - 1] & _OUTSIDE:
        end -= 1
    return (first, end) if end - first >= _SHORTEST else (-1, -1)


@kernel
def headline_colon(bits, first, last):
    """The colon before which a headline names who says the rest, and where the name ends; (-1, -1) if it does not.

    `الأهلي: فوجئنا بالبيان`, but not `جدة: افتتاح ثلاثة متاحف`.
    """
    colon = next_of(bits, first, last, _COLON)
    if colon >= last - _SHORTEST or colon == first or colon - first > _LONGEST_NAME:
        return -1, -1
    if bits[first] & _NO_NAME or next_of(bits, first, colon, _NO_NAME_INSIDE) < colon:
        return -1, -1
    if colon - first > 2 and not bits[first] & _NAMES_SPEAKER:
        return -1, -1
    told = bits[colon + 1]
    if not bits[first] & _WHO and told & _DEEDS and not told & _KNOWN:  # `سورية: انطلاق معرض الكتاب`
        return -1, -1
    return colon, cut(bits, first, colon)
