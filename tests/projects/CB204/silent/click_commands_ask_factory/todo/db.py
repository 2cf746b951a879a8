"""The list of things to do."""
from couchbase.bucket import Bucket


def items():
    return Bucket("couchbase://todo.example.com/todo", username="todo", password="pw")
