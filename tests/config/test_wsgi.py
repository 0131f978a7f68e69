from io import BytesIO

import pytest

from config.wsgi import measure_body

CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked"}


def test_a_body_in_chunks_is_measured():
    environ = measure_body({"wsgi.input": BytesIO(b'{"regels": []}'), **CHUNKED})
    assert (environ["CONTENT_LENGTH"], environ["wsgi.input"].read()) == ("14", b'{"regels": []}')


def test_no_more_is_read_than_shows_that_it_is_too_much(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.AANLEVERING_BYTES = 5, 10
    assert measure_body({"wsgi.input": BytesIO(b"x" * 1000), **CHUNKED})["CONTENT_LENGTH"] == "11"


@pytest.mark.parametrize("headers", [{}, {"CONTENT_LENGTH": "3"}, {"CONTENT_LENGTH": "3", **CHUNKED}])
def test_any_other_body_is_left_alone(headers):
    body = BytesIO(b"abc")
    assert measure_body({"wsgi.input": body, **headers}) == {"wsgi.input": body, **headers}
