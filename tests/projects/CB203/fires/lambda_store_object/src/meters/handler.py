"""Stores what the meters send."""
import json

from meters.store import ReadingStore


def lambda_handler(event, context):
    with ReadingStore() as readings:  # CB203
        for record in event["Records"]:
            body = json.loads(record["body"])
            readings.put(body["meter"], body)
    return {"batchItemFailures": []}
