HOST = "db.example.com"
