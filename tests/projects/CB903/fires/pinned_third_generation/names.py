# options: --extend-select=CB903
TILES = "tiles"
