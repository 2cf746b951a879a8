from django.core.management.base import BaseCommand

from pages.db import bucket


class Command(BaseCommand):
    def handle(self, *args, **options):
        bucket.remove("cache", quiet=True)
        bucket._close()
