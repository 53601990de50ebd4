"""Outside judges: thin translations between the judge port and official client libraries."""
