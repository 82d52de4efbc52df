"""What an article says of itself: headline, byline, dateline, outlet, publication date, language."""
