"""The site's addresses and one that fails, to see what a reader then gets."""

from django.urls import path

from matxich.config.urls import handler500, urlpatterns

__all__ = ["handler500"]


def fails(request):
    """Fail as a bug would."""
    raise RuntimeError("on purpose")


urlpatterns = [*urlpatterns, path("fails", fails)]
