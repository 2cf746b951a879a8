# Mapping a bound method sends its object, and that holds a bucket two files away.
import multiprocessing

from scraping.base import Scraper


class NewsScraper(Scraper):
    def crawl(self, urls):
        with multiprocessing.get_context("spawn").Pool(4) as pool:
            pool.map(self._fetch, urls)  # CB103: "opened in scraping/wrapper.py line 6"

    def _fetch(self, url):
        self.pages.bucket.upsert(url, {"fetched": True})
