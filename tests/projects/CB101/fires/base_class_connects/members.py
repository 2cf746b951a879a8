import multiprocessing

from repository import Repository


class Members(Repository):
    def letters(self, names):
        manager = multiprocessing.Manager()  # CB101: "opened in repository.py line 6"
        letters = manager.dict()
        for name in names:
            letters[name] = "dear " + self.find(name)["title"]
        return dict(letters)
