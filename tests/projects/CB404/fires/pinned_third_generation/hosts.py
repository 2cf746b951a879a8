HOST = "maps.local"
