from typing import Annotated

from fastapi import APIRouter, Depends

from app.stores import Recipes

router = APIRouter()


@router.get("/recipes/{key}")
def recipe(key: str, recipes: Annotated[Recipes, Depends()]):  # CB203: "each time that Recipes() is called"
    return recipes.find(key)
