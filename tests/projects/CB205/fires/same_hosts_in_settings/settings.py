"""Two ways to write one address."""
PRIMARY = "couchbase://n1.example.com,n2.example.com/config"
FALLBACK = "couchbase://n2.example.com,n1.example.com/config"
