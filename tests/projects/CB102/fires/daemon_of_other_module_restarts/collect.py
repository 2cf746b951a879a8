from couchbase.bucket import Bucket

import daemon


def main():
    samples = Bucket("couchbase://metrics.example.com/samples")
    background = daemon.Daemon("/run/collect.pid")
    background.restart()  # CB102: "os.fork()"
    samples.upsert("started", {"by": "collect"})


if __name__ == "__main__":
    main()
