"""The views of the stock."""
from django.http import JsonResponse
from django.views import View
from django.views.decorators.http import require_GET

from inventory.couch import session


@require_GET
def item(request, key):
    with session("items") as items:  # CB203
        return JsonResponse(items.get(key).value)


class ShelfView(View):
    def get(self, request, number):
        with session("shelves") as shelves:  # CB203
            shelf = shelves.get(str(number)).value
        return JsonResponse({"number": number, "items": shelf["items"]})
