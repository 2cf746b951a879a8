from ..db import patients, shutdown


def main():
    shutdown()
    patients.upsert("state", "left")  # CB302
