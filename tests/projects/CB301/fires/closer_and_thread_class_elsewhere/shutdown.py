import logging


def release(*buckets):
    for bucket in buckets:
        logging.info("closing %r", bucket)
        bucket._close()
