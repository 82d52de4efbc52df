"""The rules for names of persons: readable text over the symbols of `symbols` (see `grammar`)."""

# What continues a name; an Arabic name may close with an ordinary definite word (بشار الأسد), a foreign one does not.
PARTICLE = (
    "( ibn al? ( abd definite | abu heir | heir | unknown ) | al heir | abu heir | abd definite | deen"
    " | link ( free | deen ) )"
)
ARABIC = f"( strong | ali >after_ali | ali >clan | weak | {PARTICLE} )"
MORE = (
    f"( strong | ali >after_ali | ali >clan | weak | unknown | unknown_definite | family >ibn | {PARTICLE} )"
)
SURNAME = "title_surname >!strong >!weak >!unknown >!abd >!ali"  # محمود القاضي, but not محمود القاضي سعيد
NUMBER = "( ordinal+ )"  # الأول, الثالث عشر
LAST = (
    f"( {NUMBER} | family | {SURNAME} | alien {MORE}* | nation >edge | plain >edge | role >!word | anything >!word"
    " | closer >!word )"
)
SON = f"ibn al? ( abd definite | abu heir | heir | unknown ) {MORE}*"
SIRE = "( unknown | unknown_definite | alien | weak )"
GREEDY = (
    f"( ( family | clan ) {SON} | {ARABIC}{{0,6}} ( {SURNAME} | ( nation | family ) >edge )"
    f" | {MORE}{{0,6}} clan{{1,2}} unknown_definite? | {MORE}+ {NUMBER}? | {LAST} )"
)
FOREIGN = (
    f"( {MORE}+ ( {NUMBER} | alien >!word | alien >role | alien >title )?"
    f" | glued {MORE}* | {NUMBER} {MORE}* | alien {MORE}* | anything >edge )"
)
NAME = (
    f"( name_western:foreigner ( {FOREIGN} | namesake >edge )? | name_strong:strong deen? {GREEDY}?"
    f" | name_weak:weak deen? ( ( family | clan ) {SON} | {ARABIC}{{1,4}} ( clan | family >edge ) | {SURNAME}"
    f" | {MORE}+ {NUMBER}? | {NUMBER} )"
    f" | name_clan:weak clan{{1,2}} | ( name_ali:ali >after_ali | name_ali:ali >clan ) {GREEDY}"
    f" | name_servant:abd_first definite {GREEDY}?"
    f" | name_father:abu_first heir {GREEDY}?"
    f" | <!thing name_unknown:unknown ( alien? {MORE}* {NUMBER}? | ( surname_like | namesake ) >edge )"
    f" | name_sire:alien {SON} | <!thing name_stranger:alien unknown {MORE}*"
    f" | <!thing name_definite:surname_definite {MORE}* | <!thing name_nisba:unknown_definite {MORE}+"
    f" | name_son:ibn heir {MORE}* )"
)
REST = f"deen? {GREEDY}"  # of a name whose first word is known to be one
TITLE = "( title ( dot | grade )? | part )"
OFFICE = "( role:office | <!title role:role )"  # الدكتور أمين مشاقبة is no secretary
ROLE = f"{OFFICE} body{{0,12}}? ( comma role body{{0,12}}? ){{0,3}}?"

RULES = {
    # الأمين العام للحزب السيد الرئيس بشار الأسد; أمين المجلس العام لحزب، نائب رئيس مجلس الاتحاد، أندريه تورتشاك
    "appointed": (
        f"( title | part ){{0,3}}? {ROLE} comma? ( {TITLE}{{0,4}} NAME"
        f" | {TITLE}{{1,4}} name_titled:weak_bare ( family | {SURNAME} | nation >edge | plain >edge )"
        " | name_plain:weak_bare plain >edge )"
    ),
    # الدكتور رياض حداد; الرئيس الأمريكي السابق جورج بوش
    "titled": f"{TITLE}+ adjective{{0,3}}? ( NAME | name_sire:free {SON}"
    f" | >!thing name_plain:surname_like ( unknown | unknown_definite ) {MORE}* )",
    # الشيخ صالح العلي
    "titled_weak": (
        f"{TITLE}*? title dot? adjective? name_weak:weak_bare"
        f" ( family | {SURNAME} | nation >edge | plain >edge | anything >!word )?"
    ),
    # هلال الهلال; محمد بن سلمان
    "western": f"foreigner {FOREIGN}",
    "given": f"strong_first deen? {GREEDY}",
    "weak_given": (
        "weak_first deen? ( strong | weak | unknown | unknown_definite | ibn heir | al heir | abu heir | abd definite )"
        f" ( {ARABIC}{{0,4}} ( clan | family >edge ) | {MORE}+ )?"
    ),
    "weak_family": f"weak_alone ( clan{{1,2}} | {SURNAME} )",
    # علي عبد الله صالح
    "ali": f"ali_first >after_ali {GREEDY}",
    # علي العمري, where the article does not write على so
    "sure_ali": f"sure_ali ( strong | weak | anything )? ( clan | unknown_definite ) {MORE}*",
    # معجب بن محمد
    "son": f"{SIRE} {SON}",
    # عبد الله الثاني
    "servant": f"abd_first definite {GREEDY}?",
    # أبو بكر البغدادي, أم خالد
    "father": f"abu_first free {GREEDY}? | <!strong <!weak umm strong {GREEDY}?",
    # قال سولانا
    "said": "verb ( NAME | name_said:unknown_definite )",
    # البرتغالي تياغو
    "national": "nationality adjective? NAME",
    # محمد
    "single": "single",
}
RULES = {name: rule.replace("NAME", NAME) for name, rule in RULES.items()}
