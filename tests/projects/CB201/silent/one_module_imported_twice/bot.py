"""Two modules import the one that connects; it runs once."""
from wiki import articles, edits

for name in ("tea", "coffee"):
    if "TODO" in articles.text(name):
        edits.record(name, "bot")
