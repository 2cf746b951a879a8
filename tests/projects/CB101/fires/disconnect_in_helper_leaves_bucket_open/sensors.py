# In this generation disconnect() ends the calls of the cluster; the bucket keeps its own socket.
from multiprocessing import Process

from couchbase.cluster import Cluster, ClusterOptions
from couchbase.options import LockMode
from couchbase_core.cluster import PasswordAuthenticator

from shutdown import release


def _plot(values):
    print(max(values))


def main():
    options = ClusterOptions(PasswordAuthenticator("lab", "secret"), lockmode=LockMode.WAIT)
    cluster = Cluster("couchbase://lab.local", options)
    sensors = cluster.bucket("sensors").default_collection()
    values = sensors.get("values").content
    release(cluster)
    plotter = Process(target=_plot, args=(values,))
    plotter.start()  # CB101
    plotter.join()
    print(sensors.get("values").content)


if __name__ == "__main__":
    main()
