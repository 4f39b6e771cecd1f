"""Addresses of the gallery, among those of the demonstration: their names begin with "demo:gallery"."""

from django.urls import path

from demo.gallery import (
    component_views,
    error_views,
    field_views,
    journey_views,
    page_views,
    state_views,
    views,
    wording_views,
)

urlpatterns = [
    path("", views.index, name="gallery"),
    path("components/", component_views.listed, name="gallery_components"),
    path("components/<slug:name>/", component_views.component, name="gallery_component"),
    path("components/<slug:name>/<slug:state>/", component_views.alone, name="gallery_state"),
    path("fields/", field_views.listed, name="gallery_fields"),
    path("fields/<slug:kind>/", field_views.field, name="gallery_field"),
    path("errors/", error_views.errors, name="gallery_errors"),
    path("pages/", page_views.listed, name="gallery_pages"),
    path("pages/problem/<slug:name>/", page_views.problem, name="gallery_problem"),
    path("pages/question/<slug:journey>/<slug:page>/", page_views.question, name="gallery_page"),
    path("wordings/", wording_views.wordings, name="gallery_wordings"),
    path("wordings/<slug:name>/<slug:language>.pdf", wording_views.document, name="gallery_document"),
    path("states/", state_views.states, name="gallery_states"),
    path("states/record/<slug:reference>/<str:persona>/", state_views.open_record, name="gallery_record"),
    path("journeys/", journey_views.journeys, name="gallery_journeys"),
    path("journeys/<slug:journey>/", journey_views.journey, name="gallery_journey"),
    path("journeys/<slug:journey>/<slug:page>/open/", journey_views.go, name="gallery_go"),
]
