"""Gives every request the collection of the stories."""
from core import couch


def stories_middleware(get_response):
    def middleware(request):
        request.stories = couch.stories()
        return get_response(request)

    return middleware
