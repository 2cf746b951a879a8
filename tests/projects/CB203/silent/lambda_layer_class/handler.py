"""Answers with the state of a device."""
from layer.devices import Devices


def lambda_handler(event, context):
    return Devices.collection().get(event["device"]).content_as[dict]
