"""Keepers of the zoo."""
from zoo.keeper import Keeper


class BirdKeeper(Keeper):
    bucket_name = "birds"


class FishKeeper(Keeper):
    bucket_name = "fish"
