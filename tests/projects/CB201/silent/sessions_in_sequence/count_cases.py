"""A block has closed what it opened before the next one begins."""
import law

with law.session("cases") as cases:
    open_cases = cases.get("open").value

with law.session("cases") as cases:
    cases.upsert("count", len(open_cases))

with law.session("archive") as archive, law.session("cases") as cases:
    archive.upsert("open", cases.get("open").value)
