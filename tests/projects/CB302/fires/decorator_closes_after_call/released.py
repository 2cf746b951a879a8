import functools


def released(function):
    """The decorated function gets a bucket and leaves it closed."""

    @functools.wraps(function)
    def wrapper(bucket, *args):
        try:
            return function(bucket, *args)
        finally:
            bucket._close()

    return wrapper
