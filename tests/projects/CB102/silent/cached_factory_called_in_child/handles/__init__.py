from .clusters import cluster
