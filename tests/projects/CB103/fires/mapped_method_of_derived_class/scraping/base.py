from scraping.wrapper import Pages


class Scraper:
    def __init__(self, connstr):
        self.pages = Pages(connstr)
