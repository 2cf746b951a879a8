from app.repository import Repository


class Menu:
    def __init__(self):
        self.repository = Repository("couchbase://menu.example.com/menu")

    def of_today(self):
        return ", ".join(self.repository.dishes())
