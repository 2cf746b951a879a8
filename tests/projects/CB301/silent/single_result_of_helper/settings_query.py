def limit(bucket):
    return bucket.n1ql_query("SELECT RAW s.`limit` FROM settings s USE KEYS 'global'").get_single_result()
