"""Floor 4: tables, charts and a map in one page that opens offline."""
