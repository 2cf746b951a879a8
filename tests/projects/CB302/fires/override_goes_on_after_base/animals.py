from repository import Repository


class Animals(Repository):
    def close(self):
        super().close()
        # The base class has closed the cluster by now.
        self._documents.upsert("closed", {"animals": True})  # CB302
