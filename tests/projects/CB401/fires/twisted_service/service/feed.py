from txcouchbase.bucket import Bucket

from service.names import TICKERS


class Feed:
    def __init__(self):
        self.tickers = Bucket(TICKERS)  # CB401
