"""The shapes of dates as rules over the symbols of `symbols`; `readers` says what each means.

The fragments in braces are put into the rules by name. A capture is named after its role in the vocabulary, or
`<use>_<role>` where a rule holds several of one role; numbers written in digits are captured by their use.
"""

_ORDINAL = "( ordinal ( teen | tens )? | tens )"
_FRAGMENTS = {
    "ordinal": _ORDINAL,
    "day": f"( article? day:num31 | {_ORDINAL} )",
    "month": "( month_a:month_a second:second | month:month )",
    "twin": "( ( slash | dash )? ( twin_month:month | twin_a:month_a twin_second:second ) "
    "| open_bracket ( pair_month:month | pair_a:month_a pair_second:second ) close_bracket )?",
    "part": "( ( before | after )? phase? part )?",
    "number": "( number | big digit? ( teen | tens )? | digit ( teen | tens | big )? | teen | tens )",
    "unit": "( day_noun | week_noun | month_noun | year_noun | unit_noun | season )",
    "era": "( hijri:hijri_era | era )?",
    "shift": "( before_shift:before | after_shift:after )?",
    "stated": "( open_bracket noted_year:any_year ( hijri_era | era )? close_bracket "
    "| stated_year:any_year ( hijri_era | era )? )?",
    "bracketed": "open_bracket year_noun? bracket_year:any_year ( hijri_era | era )? close_bracket",
    "thousand": "thousand:big big? digit? ( teen | tens )?",
    "two_thousand": "year_thousand:two_thousand ( digit ( teen | tens )? | teen | tens ) >!unit_noun",
    "first_name": "( open_bracket ( first_month:month | first_a:month_a first_second:second ) close_bracket )?",
    "whole": "of >definite whole:year_noun",
    "yearly": "( of yearly:every year_noun )?",  # 15 مارس من كل عام
    "from_now": "( of now:now )?",
    "again": "( >definite modifier )?",  # 2014 الماضي
    "separator": "( slash | dash | dot )",
}
# The year of a month or a part of a year: 2015, of the year 2015, of last year, last, of this year.
_FRAGMENTS["year"] = (
    "( {bracketed} | ( comma | of | slash | dash )? year_noun? kind? year:any_year {era} {again} "
    "| of? year_noun {thousand} | {two_thousand} "
    "| of? year_noun kind? ( year_before:before | year_after:after )? year_modifier:modifier {stated} "
    "| of? year_this:this year_noun | of? year_noun year_this2:this >!week_noun >!month_noun "
    "| {shift} modifier:modifier ( other_year:any_year )? )"
).format(**_FRAGMENTS)
_FRAGMENTS["month_year"] = (  # a day of August of the next month
    "noun:month_noun? {first_name} {month} {twin} ( {year} | of >definite month_noun tail_modifier:modifier )?"
).format(**_FRAGMENTS)
_FRAGMENTS["this_month"] = (
    "( >definite month_noun ( month_before:before | month_after:after )? month_modifier:modifier "
    "| month_this:this month_noun | month_noun month_this2:this )"
)
_FRAGMENTS["century"] = (
    "century:unit_noun ( century_modifier:modifier | century_ordinal:ordinal ( teen | tens )? | century_tens:tens )"
)
_FRAGMENTS["count"] = "( {number} ( plural | >!definite {unit} >!any_year ) | dual )".format(**_FRAGMENTS)

_PATTERNS = {
    # durations from one number to another: 30 إلى 90 دقيقة
    "duration_range": "number ( dash | and | to ) {number} >!definite ( plural | {unit} )",
    # digits: 14/6/2019, 2019-06-14, 6/25/2019, 9/2021, 21-09
    "day_month_year_digits": "<!slash <!dash <!dot day_noun? day:num31 {separator} number_month:num31 {separator} "
    "year:number >!slash >!dash {era}",
    # 2019-06-14
    "year_month_day_digits": "<!slash <!dash <!dot year:any_year {separator} number_month:num31 {separator} "
    "day:num31 >!slash >!dash {era}",
    # the weekday before: الجمعة 14/6
    "weekday_day_month_digits": "day_noun? weekday:weekday of? day:num31 ( slash | dash ) number_month:num31 "
    ">!slash >!dash",
    # 9/2021
    "month_year_digits": "<!slash <!dash number_month:num31 ( slash | dash ) year:any_year >!slash >!dash {era}",
    # several days: 5-7/9/2021
    "days_of_month_digits": "from_day:num31 ( dash | to ) day:num31 {separator} number_month:num31 {separator} "
    "year:any_year {era}",
    # several days of a month: 5 و10 أيار الماضي
    "days_of_month": "( day_noun | plural )? from_day:num31 ( ( comma | and | slash )+ num31 )* "
    "( dash | to | and | slash ) day:num31 of? ( {month_year} | {this_month} )",
    # several days in words: الخامس إلى العاشر من الشهر المقبل
    "ordinal_days_of_month": "( day_noun | plural )? {ordinal} ( until:to | until_dash:dash )? {ordinal} of "
    "( {month_year} | {this_month} )",
    # its first days: الأيام العشرة الأولى من رمضان
    "opening_of_month": ">definite ( plural ( digit teen? | article? number )? | dual ) which:ordinal of "
    "( {month_year} | {this_month} )",
    # one day: 15 أيار، الثالث من غشت 2018
    "day_of_month": "day_noun? {day} of? {month_year} {yearly}",
    # digits without a year, behind a noun of a day: يوم 14/6
    "day_month_digits": "<!slash <!dash <!dot day:num31 ( slash | dash ) number_month:num31 >!slash >!dash >!dot",
    # of a month that is counted from now: 19 الشهر الجاري
    "day_of_this_month": "day_noun? {day} of? {this_month}",
    # of the month that was named before: الخامس عشر منه
    "day_of_same": "{day} ( same_of:same_of | of >definite month_noun same:same )",
    # the day, month or year that was named before: الشهر نفسه، اليوم التالي
    "same_unit": "( >definite {unit} ( same:same | following:following ) | leading_same:same >definite {unit} )",
    # with the month left out: 19 الجاري
    "day_of_current": "day_noun? day:num31 of? modifier:modifier",
    # ordinals with a day or a weekday: ثالث أيام رمضان، أول ثلاثاء من تشرين الأول
    "nth_of_month": "( first:first | ordinal ) "
    "( day_noun | week_noun | plural | weekday:weekday | weekday_bare:weekday_bare ) "
    "( >!num31 any )? ( {month_year} | {this_month} )",
    # weeks and parts: الأسبوع الأول من شهر آب
    "part_of_month": "( >definite ( day_noun | week_noun | plural ) ( ordinal | last:modifier ) "
    "| weekday:weekday weekday_last:modifier | portion:portion ( ordinal | portion_last:modifier ) ) "
    "of ( {month_year} | {this_month} )",
    # ten days: العشر الأواخر من رمضان
    "tenth_of_month": ">definite digit phase:phase of ( {month_year} | {this_month} )",
    # the first or last day: آخر يوم من الشهر
    "edge_of_unit": "first:first day_noun any? >definite {unit} ( {shift} modifier:modifier )?",
    # أول أيار
    "first_of_month": "first:first {month_year}",
    # the month first: أيار العاشر
    "month_day": "{month} ( ordinal ( teen | tens )? | day:num31 comma year:year )",
    # months: يونيو ويوليو وأغسطس
    "months": "from_month:month ( comma? month )* ( dash | to | comma )? {month} {year}?",
    # الشهر الأول من عام 1383
    "month_by_number": ">definite month_noun ordinal teen? of {year}",
    # شهر 9
    "month_digits": "month_noun ( number_month:num31 | digit ) ( {shift} modifier:modifier )? >!plural >!unit_noun",
    # one month, with or without a year: أيار 2018
    "month": "{month_year} {yearly}",
    # what recurs: كل يوم جمعة، يوميا
    "set": "( every ( {number} ( plural | {unit} ) | day_noun? weekday | day_noun? weekday_bare | dual "
    "| >!definite {unit} ) | frequency:frequency "
    "| ( plural | day_noun )? weekday ( and? weekday )* of every week_noun )",
    # الأربعاء من الأسبوع الماضي
    "weekday_of_week": "{part} day_noun? weekday:weekday of? ( >definite week_noun {shift} modifier:modifier "
    "| this week_noun )",
    # آخر خميس
    "last_weekday": "first:first ( day_noun? weekday:weekday | weekday_bare:weekday_bare )",
    # weekdays: السبت المقبل
    "weekday": "{part} day_noun? this? weekday:weekday ( {shift} modifier:modifier )?",
    # النصف الثاني من القرن الماضي
    "portion_of_century": "( portion:portion | decade:unit_noun ) {ordinal} of {century}",
    # parts of a year: الربع الأول من 2018
    "portion": "portion:portion {ordinal} ( {year} | {whole} )?",
    # الربع الأخير من 2018
    "last_portion": "portion:portion last_modifier:modifier ( of {year} | {whole} )",
    # the quarter as Morocco calls it: الفصل الأول من سنة 2022
    "term": "term:term {ordinal} ( of year_noun? year:any_year {era} | of >definite year_noun year_modifier:modifier "
    "| {whole} >!kind )",
    # a year told twice: العام الماضي (2018)
    "year_restated": "( >definite year_noun {shift} modifier:modifier | this year_noun ) "
    "( {bracketed} | year:any_year {era} )",
    # weeks, months, years from now: الأسبوع الماضي
    "unit_shifted": "( >definite {unit} kind? {shift} modifier:modifier )",
    # الليلة الماضية
    "part_of_day": "( >definite part {shift} modifier:modifier | this part )",
    # أول من أمس
    "day_before_yesterday": "( plural ordinal of )? {part} day_noun? ( first:first of? adverb:adverb "
    "| ordinal_adverb:adverb ordinal )",
    # days from now: أمس، عصر اليوم
    "adverb": "( plural ordinal of )? {part} ( >!definite day_noun )? {shift} adverb:adverb >!blocker >!ordinal",
    # years: سنة 586 ق.م
    "year_before_christ": "year_noun? year:number ( before word | word dot era )",
    # القرن الثالث قبل الميلاد
    "century_before_christ": "century:unit_noun {ordinal} ( before word | word dot era )",
    # several years, or a season of sport: عامي 2010 و2015، موسم 2014-2015
    "year_range": "( ( year_noun | dual | plural | unit_noun ) kind? )? year:any_year ( ( and | comma ) any_year )* "
    "( ( dash | slash ) until_year:number | ( and | to ) until_other_year:any_year ) {era}",
    # عام 2014
    "year_named": "year_noun kind? ( {bracketed} | year:any_year {era} ) kind? {again}",
    # عام ألفين وسبعة عشر
    "year_in_words": "year_noun {thousand}",
    # 1440هـ
    "year_with_era": "year:any_year ( hijri:hijri_era | era:era )",
    # الأشهر الستة الأولى من 2017
    "months_of_year": "( >definite ( plural ( digit teen? | article? number )? | dual | digit plural ) "
    "| article number plural ) which:ordinal "
    "( {year} | {whole} )",
    # a year of two or three digits: سنة 36 للهجرة
    "short_year": "year_noun short:number ( era:era | hijri:hijri_era )? >!plural >!unit_noun",
    # seasons: شتاء 2016-2017
    "season": "season:season ( year_noun? year:year ( ( dash | slash ) number )? "
    "| of? ( year_noun {shift} modifier:modifier | year_this:this year_noun ) {stated} )",
    # سبعينيات القرن التاسع عشر
    "decade": "decade:decade ( of? century:unit_noun ( modifier:modifier | {ordinal} ) )?",
    # القرنين الثامن عشر والتاسع عشر
    "centuries": ">definite dual {ordinal} {ordinal}",
    # القرن العشرين
    "century": "century:unit_noun ( {ordinal} | article? number_century:num31 ) kind?",
    # units before and after now: هذا العام
    "this_unit": "( this ( {unit} | plural ) >!ordinal | >definite {unit} this >!week_noun >!month_noun >!year_noun )",
    # مطلع العام
    "phase_of_unit": "phase:phase ( >definite {unit} ) >!modifier >!any_year >!month >!kind >!before >!after "
    ">!article >!ordinal >!tens >!month_a >!weekday >!blocker",
    # several of them: الأيام المقبلة
    "units_shifted": "( >definite plural ( digit teen? | article? number | vague )? {shift} modifier:modifier {again} "
    "| >!definite plural ( digit teen? )? fourth_modifier:modifier "
    "| article number ( plural | {unit} ) second_modifier:modifier | >definite dual third_modifier:modifier )",
    # آخر 3 أيام
    "last_units": "first:first ( {number} ( plural | {unit} ) | dual )",
    # durations of no number: سنوات طويلة
    "duration_vague": "( vague plural | >!definite plural vague ) {from_now}",
    # durations, and how long ago: 20 عاما، منذ عامين
    "duration": "{count} ( and? {count} )* ( half:half ( >definite {unit} )? )? modifier:modifier? {from_now}",
    # قبل عام ونصف العام
    "duration_and_half": ">!definite {unit} half:half ( >definite {unit} )? {from_now}",
    # شهر واحد
    "whole_unit": ">!definite {unit} ( blocker | digit ) {from_now}",
    # قبل أسبوع
    "duration_of_one": "( <span | <before | <after | <of ) >!definite {unit} digit? >!any_year >!month >!month_a "
    ">!ordinal >!kind >!weekday >!adverb >!num31 >!big >!unit_noun {from_now}",
    # منذ أيام
    "duration_of_some": ">!definite plural >!definite >!number {from_now}",
    # 2017
    "year_alone": "year:year",
}
RULES = {name: pattern.format(**_FRAGMENTS) for name, pattern in _PATTERNS.items()}
