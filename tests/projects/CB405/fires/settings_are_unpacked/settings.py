BUCKET = {"bucket": "beers", "password": "ale"}
