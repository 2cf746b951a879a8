import db
import util


def main(config):
    cluster = db.connect()
    try:
        cluster.ping()
    except Exception:
        cluster.close()
        util.bail()
    print(cluster.bucket("b").default_collection().get("x"))


if __name__ == "__main__":
    main({"user": "x"})
