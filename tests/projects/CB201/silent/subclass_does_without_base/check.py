"""Look for a key."""
import sys

from stores.quiet import Quiet

store = Quiet()
print(store.has(sys.argv[1]))
store.put("last", sys.argv[1])
