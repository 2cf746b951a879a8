"""Each command is a program of its own."""
import click

from .db import items


@click.group()
def cli():
    """Keep a list of things to do."""


@cli.command()
@click.argument("text")
def add(text):
    items().insert(text[:20], {"text": text, "done": False})


@cli.command()
@click.argument("key")
def done(key):
    bucket = items()
    item = bucket.get(key).value
    bucket.replace(key, dict(item, done=True))


if __name__ == "__main__":
    cli()
