"""Audit log for other modules to use."""
import time
import uuid

from .options import Options


class Audit:
    @staticmethod
    def record(actor, action):
        options = Options.from_environment()
        cluster = options.Cluster()  # CB204
        log = cluster.bucket("audit").default_collection()
        key = uuid.uuid4().hex
        log.insert(key, {"actor": actor, "action": action, "at": time.time()})
        cluster.close()
        return key
