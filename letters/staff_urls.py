"""Addresses of letters, for those who print, make and post them."""

from django.urls import path

from letters.views import batches, production

app_name = "batches"
urlpatterns = [
    path("", batches.batches, name="batches"),
    path("production/", production.production, name="production"),
    path("production/<uuid:message_id>/", production.make, name="make"),
    path("<uuid:batch_id>/", batches.batch, name="batch"),
    path("<uuid:batch_id>/posted/", batches.posted, name="posted"),
    path("<uuid:batch_id>/manifest/", batches.manifest, name="manifest"),
    path("<uuid:batch_id>/letters/", batches.archive, name="archive"),
    path("<uuid:batch_id>/letters/<int:number>/take-out/", batches.take_out, name="take_out"),
]
