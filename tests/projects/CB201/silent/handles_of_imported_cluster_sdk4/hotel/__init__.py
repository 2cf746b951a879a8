from .db import cluster, rooms
