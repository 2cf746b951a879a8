"""Only the first of these calls connects."""
import tea_db

for kind in ("green", "black", "white"):
    teas = tea_db.cluster().bucket("teas").default_collection()
    teas.upsert(kind, {"stock": 10})
