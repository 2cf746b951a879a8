import json

with open("bucket.json") as stream:
    BUCKET = json.load(stream)
