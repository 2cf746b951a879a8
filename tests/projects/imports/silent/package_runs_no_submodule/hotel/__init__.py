NAME = "Harbour Hotel"
