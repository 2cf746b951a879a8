from langchain_core.tools import tool

from core.store import Store


@tool
def read_document(key: str) -> dict:
    """Read a document."""
    store = Store.instance()
    found = store.read(key)
    store.close()  # CB304: "read_document()"
    return found
