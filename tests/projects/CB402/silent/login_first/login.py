def login(cluster, user, password):
    cluster.authenticate(username=user, password=password)
