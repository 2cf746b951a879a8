"""Run the jobs of a night; each gets a cluster of its own and gives it back."""
from .options import Options


def run_all(jobs):
    options = Options()
    results = {}
    for job in jobs:
        cluster = options.Cluster()  # CB202
        try:
            results[job] = list(cluster.query(f"EXECUTE {job}"))
        finally:
            cluster.close()
    return results
