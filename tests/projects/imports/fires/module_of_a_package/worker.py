from multiprocessing import Process

from app import db


class Worker(Process):
    def run(self):
        db.bucket.upsert("worker", {"state": "up"})


if __name__ == "__main__":
    Worker().start()  # CB102: "opened in app/db.py line 3"
