"""A session for each singer, tidily closed."""
import choir.sessions as db

singers = ["alto", "bass", "tenor"]
while singers:
    voice = singers.pop()
    with db.session("voices") as voices:  # CB202
        voices.upsert(voice, {"present": True})
