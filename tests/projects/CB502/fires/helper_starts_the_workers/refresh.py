import workers

from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://news.example")
cluster.authenticate(PasswordAuthenticator("news", "news-pw"))
articles = cluster.open_bucket("articles")

workers.run_all(articles.touch, ["a1", "a2", "a3"])  # CB502: "several threads"
