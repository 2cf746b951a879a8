class Latency:
    def __init__(self, settings):
        self.names = settings.names

    def get_buckets(self):
        for name in self.names:
            yield name
