"""The settings, which functions of this module change."""
import argparse
import json

DRY_RUN = False
options = {}


def load(path):
    with open(path) as handle:
        options.update(json.load(handle))


def parse():
    global DRY_RUN
    parser = argparse.ArgumentParser()
    parser.add_argument("--dry-run", action="store_true")
    DRY_RUN = parser.parse_args().dry_run
