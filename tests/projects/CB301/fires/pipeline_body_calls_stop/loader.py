import json

from db import bucket, stop


def load(lines):
    with bucket.pipeline():
        for line in lines:
            if not line.strip():
                stop()  # CB301
                raise SystemExit("an empty line")
            record = json.loads(line)
            bucket.upsert(record["id"], record)
