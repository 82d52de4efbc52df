"""The articles, and what is made of each whole text."""

from transforms.tables.columns import (
    ARTICLE_ID,
    BIG,
    DAY,
    FLAG,
    INSTANT,
    INTEGER,
    REAL,
    RUN_ID,
    SPAN,
    TEXT,
    TEXTS,
    Column,
    Table,
    need,
)

ARTICLES = (
    Table(
        "fact_article",
        "one row per article, in its current version",
        (
            ARTICLE_ID,
            need(
                "source_uri", TEXT, "file as given (absolute path or URL), '#' and the record in a container"
            ),
            Column("url", TEXT, "the article's own address, as given"),
            Column("source_id", TEXT, "the outlet, in dim_source"),
            need(
                "text", TEXT, "the whole extracted text, headline first, paragraphs separated by line feeds"
            ),
            Column("headline", TEXT, "the headline"),
            Column("kicker", TEXT, "the line above the headline"),
            Column("subheadline", TEXT, "the line below the headline"),
            Column("abstract", TEXT, "the summary that came beside the text"),
            Column("byline", TEXT, "the byline as written"),
            need("authors", TEXTS, "persons named in the byline"),
            Column("dateline", TEXT, "the dateline as written, from the beginning of the body"),
            Column("dateline_place", TEXT, "first place of the dateline, else of the byline, as written"),
            Column(
                "dateline_source", TEXT, "outlet or agency of the dateline, else of the byline, as written"
            ),
            Column("section", TEXT, "the section that the source filed it under"),
            need("language", TEXT, "ar, fa, ur, ckb, ps, ug or und-Script"),
            Column("published_at", INSTANT, "publication instant (UTC), NULL when only a day is known"),
            Column(
                "published_date", DAY, "publication day in the source's own zone, NULL rather than guessed"
            ),
            Column("published_date_method", TEXT, "where the day came from: field, url or text"),
            Column("published_after", DAY, "proven earliest publication day, inclusive"),
            Column("published_before", DAY, "proven latest publication day, inclusive"),
            need("first_seen_at", INSTANT, "when the article was first met (UTC)"),
            need("content_sha256", TEXT, "hash of text and mapped metadata without crawl fields"),
            need("raw_sha256", TEXT, "hash of the bytes it was made from, in meta_raw_document"),
            need("collection", TEXT, "the collection that it was loaded with"),
            need("n_words", INTEGER, "words and numbers in text"),
            need("n_sentences", INTEGER, "sentences in text"),
            RUN_ID,
        ),
        ("article_id",),
        segmented=True,
    ),
    Table(
        "article_version",
        "every version of every article ever seen; the current one has no valid_to",
        (
            ARTICLE_ID,
            need("version_no", INTEGER, "from 1"),
            need("content_sha256", TEXT, "hash of text and mapped metadata without crawl fields"),
            need("raw_sha256", TEXT, "hash of the bytes it was made from"),
            need("source_uri", TEXT, "where it was met first"),
            Column("headline", TEXT, "the headline of this version"),
            need("valid_from", INSTANT, "when it was met first (UTC)"),
            Column("valid_to", INSTANT, "when the next version was met, NULL for the current one"),
            RUN_ID,
        ),
        ("article_id", "version_no"),
    ),
    Table(
        "fact_sentence",
        "one row per sentence",
        (
            ARTICLE_ID,
            need("sentence_no", INTEGER, "the sentence within the article, from 0"),
            need("paragraph_no", INTEGER, "the paragraph within the article, from 0"),
            *SPAN,
            need("kind", TEXT, "headline, kicker, subheadline, dateline, byline or body"),
        ),
        ("article_id", "sentence_no"),
        segmented=True,
    ),
    Table(
        "search_text",
        "the folded words of each article, which search and the macro of that name read",
        (
            ARTICLE_ID,
            need("folded", TEXT, "the words of text, folded, each between two spaces of its own"),
            need("folded_headline", TEXT, "the words of the headline likewise"),
        ),
        ("article_id",),
        segmented=True,
    ),
    Table(
        "bridge_cluster_article",
        "near-duplicate clusters; nothing is deleted as duplicate",
        (
            need("cluster_id", TEXT, "the cluster: its earliest article"),
            ARTICLE_ID,
            need("similarity", REAL, "to the earliest article, 0 to 1"),
            need("is_origin", FLAG, "the earliest of the cluster"),
            Column("lag_minutes", BIG, "minutes after the earliest"),
        ),
        ("cluster_id", "article_id"),
    ),
)
