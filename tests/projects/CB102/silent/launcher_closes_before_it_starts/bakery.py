from couchbase.bucket import Bucket

from launcher import launch_without


def _bake(recipe):
    print("baking", recipe)


def main():
    recipes = Bucket("couchbase://bakery.local/recipes")
    recipe = recipes.get("bread").value
    launch_without(recipes, _bake, recipe)


if __name__ == "__main__":
    main()
