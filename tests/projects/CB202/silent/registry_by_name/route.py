"""Events are sorted into buckets; the registry opens each of these once."""
from routing.registry import Registry

buckets = Registry("couchbase://router.example.com")

with open("events.txt") as events:
    for event in events:
        name, _, text = event.partition(" ")
        buckets[name].upsert(text[:8], text)
        buckets["log"].counter(name, delta=1, initial=1)
