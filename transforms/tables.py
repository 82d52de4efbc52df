"""Every table of the warehouse, declared once: Arrow schemas, DuckDB comments and the data dictionary derive from it.

Conventions: ids are text; `_date` columns are DATE, `_at` columns are instants in UTC without zone;
`start_char` and `end_char` count Unicode code points into `fact_article.text`, end exclusive.
"""

from dataclasses import dataclass

import pyarrow as pa

SCHEMA_VERSION = "2"

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
INTEGER = pa.int32()
BIG = pa.int64()
REAL = pa.float64()
FLAG = pa.bool_()
DAY = pa.date32()
INSTANT = pa.timestamp("us")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, Arrow type, meaning and whether it may be NULL."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `segmented` ones are written shard by shard, the others whole at every publish."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    segmented: bool = False

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, which is also the Parquet schema."""
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])


def _need(name: str, kind: pa.DataType, description: str) -> Column:
    return Column(name, kind, description, nullable=False)


ARTICLE_ID = _need("article_id", TEXT, "the article, stable across runs and machines")
SENTENCE_NO = Column("sentence_no", INTEGER, "the sentence within the article, from 0")
SPAN = (
    _need("start_char", INTEGER, "first code point in fact_article.text"),
    _need("end_char", INTEGER, "code point after the last in fact_article.text"),
)
SURFACE = _need("surface", TEXT, "text[start_char:end_char] as written")
RULE = _need("rule", TEXT, "the rule that made this row")
RUN_ID = _need("run_id", TEXT, "the run that brought this in")
NAME = _need("name", TEXT, "the usual Arabic name")
WIKIDATA_ID = Column("wikidata_id", TEXT, "Wikidata item, where certain")
COUNTRY = Column("country_code", TEXT, "ISO 3166-1 alpha-2")

_ARTICLE = Table(
    "fact_article",
    "one row per article, in its current version",
    (
        ARTICLE_ID,
        _need("source_uri", TEXT, "file as given (absolute path or URL), '#' and the record in a container"),
        Column("url", TEXT, "the article's own address, as given"),
        Column("source_id", TEXT, "the outlet, in dim_source"),
        _need("text", TEXT, "the whole extracted text, headline first, paragraphs separated by line feeds"),
        Column("headline", TEXT, "the headline"),
        Column("kicker", TEXT, "the line above the headline"),
        Column("subheadline", TEXT, "the line below the headline"),
        Column("abstract", TEXT, "the summary that came beside the text"),
        Column("byline", TEXT, "the byline as written"),
        _need("authors", TEXTS, "persons named in the byline"),
        Column("dateline", TEXT, "the dateline as written, from the beginning of the body"),
        Column("dateline_place", TEXT, "first place of the dateline, else of the byline, as written"),
        Column("dateline_source", TEXT, "outlet or agency of the dateline, else of the byline, as written"),
        Column("section", TEXT, "the section that the source filed it under"),
        _need("language", TEXT, "ar, fa, ur, ckb, ps, ug or und-Script"),
        Column("published_at", INSTANT, "publication instant (UTC), NULL when only a day is known"),
        Column("published_date", DAY, "publication day in the source's own zone, NULL rather than guessed"),
        Column("published_date_method", TEXT, "where the day came from: field, url or text"),
        Column("published_after", DAY, "proven earliest publication day, inclusive"),
        Column("published_before", DAY, "proven latest publication day, inclusive"),
        _need("first_seen_at", INSTANT, "when the article was first met (UTC)"),
        _need("content_sha256", TEXT, "hash of text and mapped metadata without crawl fields"),
        _need("raw_sha256", TEXT, "hash of the bytes it was made from, in meta_raw_document"),
        _need("collection", TEXT, "the collection that it was loaded with"),
        _need("n_words", INTEGER, "words and numbers in text"),
        _need("n_sentences", INTEGER, "sentences in text"),
        RUN_ID,
    ),
    ("article_id",),
    segmented=True,
)

_SENTENCE = Table(
    "fact_sentence",
    "one row per sentence",
    (
        ARTICLE_ID,
        _need("sentence_no", INTEGER, "the sentence within the article, from 0"),
        _need("paragraph_no", INTEGER, "the paragraph within the article, from 0"),
        *SPAN,
        _need("kind", TEXT, "headline, kicker, subheadline, dateline, byline or body"),
    ),
    ("article_id", "sentence_no"),
    segmented=True,
)

_MENTION = Table(
    "fact_mention",
    "one row per mention of a person, organisation or place; the span is the name alone",
    (
        _need("mention_id", TEXT, "the mention"),
        ARTICLE_ID,
        SENTENCE_NO,
        *SPAN,
        SURFACE,
        _need("entity_type", TEXT, "person, organisation or place"),
        Column("entity_id", TEXT, "in dim_person, dim_organisation or dim_place"),
        Column("name", TEXT, "canonical name"),
        Column("title", TEXT, "honorific, in the singular"),
        Column("role", TEXT, "position, in the singular"),
        Column("role_is_former", FLAG, "that the position is over or has not begun; NULL without one"),
        Column("organisation_id", TEXT, "the organisation of the role"),
        COUNTRY,
        RULE,
    ),
    ("mention_id",),
    segmented=True,
)

_QUOTATION = Table(
    "fact_quotation",
    "one row per attributed statement; the span is the content alone",
    (
        _need("quotation_id", TEXT, "the statement"),
        ARTICLE_ID,
        SENTENCE_NO,
        *SPAN,
        _need("statement", TEXT, "what was said, text[start_char:end_char]"),
        Column("speaker_surface", TEXT, "the speaker as written"),
        Column("speaker_start_char", INTEGER, "first code point of the speaker"),
        Column("speaker_end_char", INTEGER, "code point after the speaker"),
        Column(
            "speaker_id",
            TEXT,
            "the person who speaks, else the organisation that the speaker belongs to or is, else the place that"
            " stands for its government (country:EG): an id of dim_person, dim_organisation or dim_place",
        ),
        Column("verb", TEXT, "the reporting verb or frame as written"),
        Column("verb_lemma", TEXT, "its lemma"),
        Column("stance", TEXT, "what the verb says of the statement"),
        _need("is_direct", FLAG, "whether the words are quoted"),
        RULE,
    ),
    ("quotation_id",),
    segmented=True,
)

_DATE = Table(
    "fact_date",
    "one row per date expression in a text",
    (
        ARTICLE_ID,
        SENTENCE_NO,
        *SPAN,
        SURFACE,
        _need("kind", TEXT, "absolute, relative, duration, set or named_event"),
        _need("calendar", TEXT, "gregorian or hijri"),
        _need("granularity", TEXT, "day, week, month, quarter, season, half, year, decade, century"),
        Column("earliest_date", DAY, "first day, NULL when open or unknown"),
        Column("latest_date", DAY, "last day, NULL when open or unknown"),
        Column("iso", TEXT, "TIMEX3 or EDTF value, symbolic where the reference is unknown"),
        RULE,
    ),
    ("article_id", "start_char", "end_char"),
    segmented=True,
)

_EVENT = Table(
    "fact_event",
    "one row per reported event; the span is its trigger",
    (
        _need("event_id", TEXT, "the event"),
        ARTICLE_ID,
        SENTENCE_NO,
        *SPAN,
        SURFACE,
        _need("event_type", TEXT, "PLOVER type"),
        Column("cameo_code", TEXT, "CAMEO code, text so that its zeros stay"),
        Column("event_date", DAY, "the day that it happened, NULL rather than guessed"),
        Column("earliest_date", DAY, "first day that it may have happened, where a month or year is told"),
        Column("latest_date", DAY, "last day that it may have happened"),
        Column("place_id", TEXT, "where it happened"),
        _need("is_background", FLAG, "told as background"),
        _need("in_statement", FLAG, "told inside what somebody is quoted as saying"),
        _need("lemma", TEXT, "its verb or noun in seeds/event_patterns.csv"),
        RULE,
    ),
    ("event_id",),
    segmented=True,
)

_PARTICIPANT = Table(
    "bridge_event_participant",
    "who took part in an event",
    (
        _need("event_id", TEXT, "the event"),
        ARTICLE_ID,
        Column("entity_id", TEXT, "the person or organisation"),
        Column("mention_id", TEXT, "the mention that names it, NULL for one that is told by a common noun"),
        _need("participant_role", TEXT, "actor, recipient, both (of a meeting, an agreement) or attendee"),
        Column("protocol_rank", INTEGER, "order in the attendee list, from 1"),
        *SPAN,
        _need("surface", TEXT, "the participant as written, with title and role"),
    ),
    ("event_id", "start_char"),
    segmented=True,
)

_SEARCH = Table(
    "search_text",
    "the folded words of each article, which search and the macro of that name read",
    (
        ARTICLE_ID,
        _need("folded", TEXT, "the words of text, folded, each between two spaces of its own"),
        _need("folded_headline", TEXT, "the words of the headline likewise"),
    ),
    ("article_id",),
    segmented=True,
)

_VERSION = Table(
    "article_version",
    "every version of every article ever seen; the current one has no valid_to",
    (
        ARTICLE_ID,
        _need("version_no", INTEGER, "from 1"),
        _need("content_sha256", TEXT, "hash of text and mapped metadata without crawl fields"),
        _need("raw_sha256", TEXT, "hash of the bytes it was made from"),
        _need("source_uri", TEXT, "where it was met first"),
        Column("headline", TEXT, "the headline of this version"),
        _need("valid_from", INSTANT, "when it was met first (UTC)"),
        Column("valid_to", INSTANT, "when the next version was met, NULL for the current one"),
        RUN_ID,
    ),
    ("article_id", "version_no"),
)

_CLUSTER = Table(
    "bridge_cluster_article",
    "near-duplicate clusters; nothing is deleted as duplicate",
    (
        _need("cluster_id", TEXT, "the cluster: its earliest article"),
        ARTICLE_ID,
        _need("similarity", REAL, "to the earliest article, 0 to 1"),
        _need("is_origin", FLAG, "the earliest of the cluster"),
        Column("lag_minutes", BIG, "minutes after the earliest"),
    ),
    ("cluster_id", "article_id"),
)

_DIMENSIONS = (
    Table(
        "dim_source",
        "outlets and agencies, from seeds/sources.csv",
        (
            _need("source_id", TEXT, "the outlet"),
            NAME,
            Column("name_en", TEXT, "English name"),
            _need("aliases", TEXTS, "other spellings, in bylines and fields"),
            _need("domains", TEXTS, "its web domains"),
            COUNTRY,
            Column("timezone", TEXT, "IANA zone of its dates"),
            _need("type", TEXT, "newspaper, agency, television ..."),
            Column("month_convention", TEXT, "the month names that it uses"),
            Column("language", TEXT, "language of its texts"),
            WIKIDATA_ID,
            Column("parent_id", TEXT, "the outlet that it belongs to"),
        ),
        ("source_id",),
    ),
    Table(
        "dim_place",
        "countries, provinces and cities, from seeds/places.csv",
        (
            _need("place_id", TEXT, "the place"),
            NAME,
            _need("aliases", TEXTS, "other spellings"),
            Column("geonames_id", TEXT, "GeoNames id"),
            WIKIDATA_ID,
            COUNTRY,
            Column("latitude", REAL, "degrees north"),
            Column("longitude", REAL, "degrees east"),
            Column("feature_code", TEXT, "GeoNames feature code"),
            Column("population", BIG, "inhabitants"),
        ),
        ("place_id",),
    ),
    Table(
        "dim_person",
        "persons",
        (
            _need("person_id", TEXT, "the person"),
            NAME,
            WIKIDATA_ID,
            COUNTRY,
            Column("role", TEXT, "the position most often given, which tells namesakes apart"),
        ),
        ("person_id",),
    ),
    Table(
        "dim_person_alias",
        "other spellings of a person's name",
        (
            _need("person_id", TEXT, "the person"),
            _need("alias", TEXT, "a spelling"),
            _need("folded_alias", TEXT, "its search key"),
        ),
        ("person_id", "alias"),
    ),
    Table(
        "dim_organisation",
        "organisations",
        (
            _need("organisation_id", TEXT, "the organisation"),
            NAME,
            WIKIDATA_ID,
            COUNTRY,
            Column("type", TEXT, "party, ministry, company ..."),
        ),
        ("organisation_id",),
    ),
    Table(
        "dim_position",
        "positions that persons hold",
        (_need("position_id", TEXT, "the position"), NAME),
        ("position_id",),
    ),
    Table(
        "dim_date",
        "one row per day of the years that the articles and their dates span",
        (
            _need("date", DAY, "the day"),
            _need("year", INTEGER, "Gregorian year"),
            _need("month", INTEGER, "Gregorian month"),
            _need("day", INTEGER, "day of the month"),
            _need("weekday", INTEGER, "1 Monday to 7 Sunday"),
            _need("weekday_name", TEXT, "Arabic name of the weekday"),
            _need("is_friday", FLAG, "Friday"),
            _need("month_levantine", TEXT, "month name in Syria, Lebanon, Jordan, Palestine, Iraq"),
            _need("month_gulf", TEXT, "month name in Egypt, Sudan, the Gulf"),
            _need("month_maghrebi", TEXT, "month name in Tunisia and Algeria"),
            Column("hijri_year", INTEGER, "Umm al-Qura year"),
            Column("hijri_month", INTEGER, "Umm al-Qura month"),
            Column("hijri_day", INTEGER, "Umm al-Qura day"),
            Column("hijri_month_name", TEXT, "Arabic name of the Hijri month"),
            Column("is_ramadan", FLAG, "in Ramadan"),
        ),
        ("date",),
    ),
    Table(
        "fact_tenure",
        "who held which position where, as far as the articles show",
        (
            _need("person_id", TEXT, "the person"),
            _need("position_id", TEXT, "the position"),
            Column("organisation_id", TEXT, "the organisation"),
            Column("title", TEXT, "the honorific most often used with it"),
            COUNTRY,
            Column("first_seen_date", DAY, "first day that an article says so"),
            Column("last_seen_date", DAY, "last day that an article says so"),
            _need("n_articles", BIG, "how many articles say so"),
            Column("evidence_mention_id", TEXT, "a mention that says so"),
        ),
        ("person_id", "position_id", "organisation_id"),
    ),
)

_META = (
    Table(
        "meta_run",
        "one row per run, also those that were killed or found nothing new",
        (
            RUN_ID,
            _need("command", TEXT, "run or rebuild"),
            _need("status", TEXT, "completed, failed or killed"),
            _need("started_at", INSTANT, "start (UTC)"),
            Column("ended_at", INSTANT, "end (UTC)"),
            _need("sources", TEXTS, "what it was given"),
            _need("n_found", BIG, "documents found: the sum of the next four"),
            _need("n_new", BIG, "articles not seen before"),
            _need("n_new_version", BIG, "articles that changed"),
            _need("n_unchanged", BIG, "documents that say nothing new"),
            _need("n_quarantined", BIG, "documents that could not be loaded"),
            Column("snapshot_id", TEXT, "the snapshot that it published"),
            Column("message", TEXT, "what stopped it"),
        ),
        ("run_id",),
    ),
    Table(
        "meta_raw_document",
        "one row per document kept in the raw zone",
        (
            ARTICLE_ID,
            _need("source_uri", TEXT, "where it was met"),
            _need("raw_sha256", TEXT, "hash of its bytes"),
            _need("media_type", TEXT, "what the bytes are"),
            _need("encoding", TEXT, "their character encoding"),
            _need("n_bytes", BIG, "their number"),
            _need("collection", TEXT, "the collection that it was loaded with"),
            _need("seen_at", INSTANT, "when it was met (UTC)"),
            RUN_ID,
        ),
        ("source_uri", "raw_sha256", "run_id"),
        segmented=True,
    ),
    Table(
        "meta_quarantine",
        "what could not be loaded, and why",
        (
            _need("source_uri", TEXT, "the file, '#' and the record"),
            _need("stage", TEXT, "open, read or normalise"),
            _need("reason", TEXT, "why"),
            Column("sample", TEXT, "its beginning, made printable"),
            _need("raw_sha256", TEXT, "hash of its bytes, or of what could be read"),
            _need("n_bytes", BIG, "bytes kept in the raw zone"),
            _need("first_seen_at", INSTANT, "when it was met first (UTC)"),
            RUN_ID,
        ),
        ("source_uri", "raw_sha256"),
    ),
    Table(
        "meta_check",
        "the data checks of this snapshot",
        (
            _need("check_name", TEXT, "file in sql/checks"),
            _need("description", TEXT, "what must hold"),
            _need("n_failed", BIG, "rows that break it"),
        ),
        ("check_name",),
    ),
    Table(
        "meta_column",
        "the data dictionary",
        (
            _need("table_name", TEXT, "table"),
            _need("column_name", TEXT, "column"),
            _need("position", INTEGER, "from 1"),
            _need("type", TEXT, "Arrow type"),
            _need("is_nullable", FLAG, "whether NULL occurs"),
            _need("is_key", FLAG, "part of the key"),
            _need("description", TEXT, "meaning"),
            _need("table_description", TEXT, "meaning of the table"),
        ),
        ("table_name", "column_name"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _ARTICLE,
        _SENTENCE,
        _MENTION,
        _QUOTATION,
        _DATE,
        _EVENT,
        _PARTICIPANT,
        _SEARCH,
        _VERSION,
        _CLUSTER,
        *_DIMENSIONS,
        *_META,
    )
}
SEGMENTED = tuple(name for name, table in TABLES.items() if table.segmented)


def empty(name: str) -> pa.Table:
    """The named table without a row."""
    return TABLES[name].schema.empty_table()


def dictionary() -> pa.Table:
    """The data dictionary: one row per column of every table."""
    rows = [
        {
            "table_name": table.name,
            "column_name": column.name,
            "position": position,
            "type": str(column.type),
            "is_nullable": column.nullable,
            "is_key": column.name in table.key,
            "description": column.description,
            "table_description": table.description,
        }
        for table in TABLES.values()
        for position, column in enumerate(table.columns, 1)
    ]
    return pa.Table.from_pylist(rows, schema=TABLES["meta_column"].schema)
