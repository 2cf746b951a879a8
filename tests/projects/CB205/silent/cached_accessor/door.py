"""The second call gets the object of the first."""
from iam.access import permissions

readers = permissions()
writers = permissions()
if readers.allows("ada", "read") and writers.allows("ada", "write"):
    print("come in")
