"""The service's addresses and one more: the least that a page for somebody signed in can do."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts.models import Person
from config.urls import handler400, handler403, handler404, handler500
from core import access

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@access.signed_in
def bare(request: HttpRequest) -> HttpResponse:
    """A session, a user and one query; no template."""
    person = Person.objects.only("language").get(user=request.user.pk)
    return HttpResponse(f"<p>{request.user} reads {person.language}</p>")


urlpatterns = [path("bare/", bare), path("", include("config.urls"))]
