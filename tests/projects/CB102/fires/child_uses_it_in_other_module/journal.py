def note(bucket, text):
    entries = bucket.get("entries").value
    bucket.upsert("entries", [*entries, text])
