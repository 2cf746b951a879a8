import os
import couchbase.exceptions


def run_child(job, finish):
    pid = os.fork()
    if pid:
        return pid
    job()
    finish(0)
