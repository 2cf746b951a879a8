"""Sender and receiver, both made from a file."""
from profile_db import Profile

sender = Profile.from_file("sender.json")
receiver = Profile.from_file("receiver.json")  # CB205
print(sender.email(), "->", receiver.email())
