from threading import Thread


def say_goodbye(bucket, node):
    farewell = Thread(target=bucket.upsert, args=(f"node::{node}", {"up": False}))
    farewell.start()
    bucket._close()
