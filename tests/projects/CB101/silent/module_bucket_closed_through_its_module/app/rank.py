import multiprocessing

from app import db


def _rank(score):
    return score // 100


if __name__ == "__main__":
    scores = db.bucket.get("all").value
    db.close()
    with multiprocessing.Pool(2) as pool:
        print(pool.map(_rank, scores))
