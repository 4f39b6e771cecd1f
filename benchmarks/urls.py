"""The service's addresses and two more: the least that a page for somebody signed in can do, in Django by itself and
in this service."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts.models import Person
from config.urls import handler400, handler403, handler404, handler500
from core import access

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def _answer(request: HttpRequest) -> HttpResponse:
    person = Person.objects.only("language").get(user=request.user.pk)
    return HttpResponse(f"<p>{request.user} reads {person.language}</p>")


@access.public
def plain(request: HttpRequest) -> HttpResponse:
    """A session, a user and one query; no template."""
    return _answer(request)


@access.signed_in
def bare(request: HttpRequest) -> HttpResponse:
    """The same, once the service knows that its reader may have it."""
    return _answer(request)


urlpatterns = [path("plain/", plain), path("bare/", bare), path("", include("config.urls"))]
