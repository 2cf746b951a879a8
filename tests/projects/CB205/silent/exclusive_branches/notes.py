"""Sends notes through a channel."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Notifier:
    def __init__(self, channel):
        self.cluster = Cluster("couchbase://note.example.com", ClusterOptions(PasswordAuthenticator("note", "pw")))
        self.notes = self.cluster.bucket("notes").collection(channel)

    def send(self, key, text):
        self.notes.upsert(key, {"text": text})
