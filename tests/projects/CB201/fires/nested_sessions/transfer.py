"""The inner session goes where the outermost one is."""
from ledger.session import session as open_session

with open_session("accounts") as source:
    balance = source.get("a-1").value
    with open_session("journal") as journal:
        journal.upsert("j-1", balance)
    with open_session("accounts") as target:  # CB201
        target.upsert("a-2", balance)
