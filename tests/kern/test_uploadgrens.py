"""A request that brings too much costs neither memory nor disk, and everything that was typed arrives."""

from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from kern.bestanden import GROOTSTE_UPLOAD, MB

CHUNK = 64 * 1024


def send(*sizes: int) -> closing[WSGIRequest]:
    files = [SimpleUploadedFile("groot.bin", b"x" * size) for size in sizes]
    return closing(RequestFactory().post("/", {"voor": "a", "bestand": files, "na": "b"}))


@pytest.mark.parametrize("size", [1, 2 * MB, 3 * MB, GROOTSTE_UPLOAD])
def test_what_fits_arrives_whole(size):
    with send(size) as request:
        assert request.FILES["bestand"].size == size


def test_what_does_not_fit_is_cut_off_just_past_the_limit():
    with send(GROOTSTE_UPLOAD + 5 * MB, 5) as request:
        assert (request.POST["voor"], request.POST["na"]) == ("a", "b")
        large, small = request.FILES.getlist("bestand")
        assert GROOTSTE_UPLOAD < large.size <= GROOTSTE_UPLOAD + CHUNK
        assert Path(large.temporary_file_path()).stat().st_size == large.size
        assert small.size == 5


def test_without_the_limit_it_would_all_be_kept(settings):
    settings.FILE_UPLOAD_HANDLERS = settings.FILE_UPLOAD_HANDLERS[1:]
    with send(GROOTSTE_UPLOAD + MB) as request:
        assert request.FILES["bestand"].size == GROOTSTE_UPLOAD + MB


def test_too_many_files_are_refused():
    with send(*[1] * 11) as request, pytest.raises(TooManyFilesSent):
        request.FILES.getlist("bestand")
