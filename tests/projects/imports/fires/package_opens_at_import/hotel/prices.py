PRICES = {"single": 80, "double": 120}
