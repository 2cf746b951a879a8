"""Removes the carts that nobody came back to: one run of a program."""
from django.core.management.base import BaseCommand

from carts.connect import open_carts


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("keys", nargs="+")

    def handle(self, *args, **options):
        bucket = open_carts()
        bucket.remove_multi(options["keys"], quiet=True)
        bucket._close()
