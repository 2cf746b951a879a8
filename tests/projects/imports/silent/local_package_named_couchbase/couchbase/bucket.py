class Bucket:
    """A bucket of sand in a game; the SDK is not here."""

    def __init__(self, name):
        self.name = name

    def get(self, grains):
        return grains

    def _close(self):
        self.name = None
