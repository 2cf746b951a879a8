"""The order of the hosts makes no other target."""
import settings
from replica import Replica

primary = Replica(settings.PRIMARY)
fallback = Replica(settings.FALLBACK)  # CB205
assert primary.version() == fallback.version()
