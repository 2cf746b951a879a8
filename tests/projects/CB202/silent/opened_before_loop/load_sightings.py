"""One connection serves all turns."""
import csv

from birds_db import connect

bucket = connect()
with open("sightings.csv", newline="") as lines:
    for row in csv.reader(lines):
        bucket.upsert(row[0], {"bird": row[1], "place": row[2]})
