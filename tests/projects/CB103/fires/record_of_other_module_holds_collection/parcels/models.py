from dataclasses import dataclass
from typing import Any


@dataclass
class Shipment:
    number: str
    collection: Any
