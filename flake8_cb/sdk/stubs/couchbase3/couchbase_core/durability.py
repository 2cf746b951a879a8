from couchbase_core import CompatibilityEnum


class Durability(CompatibilityEnum): ...
