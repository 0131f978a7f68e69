"""The root: each room brings its own addresses, this file only puts them together."""

from django.urls import include, path, re_path

from kern.problemen import page_not_found

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("beroepscode.urls")),
    path("", include("opleidingen.urls")),
    path("", include("register.urls")),
    path("api/v1/", include("config.api")),
    re_path(r"^api(?:/.*)?$", page_not_found),
]

handler400 = "config.views.bad_request"
handler429 = "config.views.too_many_requests"  # asked for by allauth
handler500 = "config.views.server_error"
