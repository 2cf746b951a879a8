"""Both expressions give the one store."""
from toy_store import ToyStore

left = ToyStore()
right = ToyStore()
print(left.get("bear"), right.get("train"))
