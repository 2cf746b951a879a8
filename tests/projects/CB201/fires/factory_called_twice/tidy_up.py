"""Move contacts to the archive: the third connection goes where the first one is."""
from crm_db import connect

contacts = connect("crm")
archive = connect("crm-archive")
leads = connect("crm", host="crm.example.com")  # CB201

for key in ("ann", "bob"):
    archive.upsert(key, contacts.get(key).value)
    leads.remove(key)
