"""Which view answers which path."""
from django.urls import path

from inventory import views

urlpatterns = [
    path("item/<str:key>", views.item),
    path("shelf/<int:number>", views.ShelfView.as_view()),
]
