"""The pages of the newspaper."""
from django.http import JsonResponse

from core.couch import get_cluster


def story(request, key):
    return JsonResponse(request.stories.get(key).content_as[dict])


def newest(request):
    rows = get_cluster().query("SELECT s.title FROM news s ORDER BY s.date DESC LIMIT 10")
    return JsonResponse({"stories": list(rows)})
