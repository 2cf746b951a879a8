from db import bucket
from django.http import JsonResponse


def beer(request, name):
    try:
        return JsonResponse(bucket.get(name).value)
    finally:
        bucket._close()  # CB304: "in db.py line 3"
