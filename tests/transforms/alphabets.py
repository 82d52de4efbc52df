"""Texts for property tests: what Arabic news is made of, with everything that goes wrong in it."""

from hypothesis import strategies as st

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىٱ"
MARKS = "ًٌٍَُِّْٰٕٓٔ"
OTHERS = "پچژگکیەێۆڤڨﻻﻷﺍﺎﻟﷲ٠١٢٩۴0123abcXYZé"
SIGNS = " \n\t\u00a0\u200b\u200c\u200d\u200e\u200f\u202bـ.،؛؟!:-–\"'«»()[]/…*\U0001f600"

characters = st.sampled_from(LETTERS * 4 + MARKS * 2 + OTHERS + SIGNS * 2)
news_texts = st.text(characters, max_size=60)
any_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
