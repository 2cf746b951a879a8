"""Settings of the mail service."""
from conf import cluster


def sender():
    return cluster().bucket("conf").default_collection().get("mail").content_as[dict]["sender"]


def relay():
    return cluster().bucket("conf").default_collection().get("mail").content_as[dict]["relay"]
