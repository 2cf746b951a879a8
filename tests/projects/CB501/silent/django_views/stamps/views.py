"""A plain view runs in a thread; the coroutine goes there by itself."""
from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.views import View

from . import store


def stamp(request, name):
    return JsonResponse(store.find(name))


async def price(request, name):
    found = await sync_to_async(store.find)(name)
    return JsonResponse({"price": found["price"]})


class Album(View):
    def get(self, request):
        return JsonResponse(store.find("album"))
