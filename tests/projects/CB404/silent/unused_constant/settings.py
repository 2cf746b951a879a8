UNSAFE = "couchbases://db.example.com?ssl=no_verify"
DSN = "couchbases://db.example.com"
