"""Rooms and their guests, over the REST framework."""
from common import CollectionMixin
from rest_framework.response import Response
from rest_framework.views import APIView


class RoomView(CollectionMixin, APIView):
    def get(self, request, number):
        rooms = self.open_collection("house", "rooms")  # CB203
        return Response(rooms.get(str(number)).content_as[dict])

    def _guests(self):
        return self.open_collection("house", "guests")

    def delete(self, request, number):
        self._guests().remove(str(number))  # CB203
        return Response(status=204)
