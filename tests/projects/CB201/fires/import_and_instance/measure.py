"""The import has connected; the store does it once more."""
import time

from metrics import health
from metrics.store import MetricStore


def main():
    store = MetricStore(retention=30)  # CB201
    while True:
        store.add(f"ping::{time.time():.0f}", health.latency())
        time.sleep(60)


if __name__ == "__main__":
    main()
