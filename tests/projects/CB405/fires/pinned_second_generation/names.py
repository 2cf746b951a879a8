BEERS = "beers"
