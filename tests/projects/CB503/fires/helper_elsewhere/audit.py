async def audit(collection, event):
    await collection.upsert(f"audit::{event}", {"event": event})
