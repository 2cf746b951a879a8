import getpass

from cluster import cluster

cluster.authenticate(getpass.getuser(), getpass.getpass())  # CB405
print(cluster.open_bucket("orders").get("1").value)
