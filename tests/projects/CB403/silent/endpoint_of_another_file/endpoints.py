ANALYTICS = "https://analytics.example.net?security.trust_only_capella=true"
COLUMNAR = "couchbases://columnar.example.net/db?wait=4"
