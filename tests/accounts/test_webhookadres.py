import ipaddress
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.webhookadres import Adres, find_bereikbaar, is_openbaar, read_adres
from kern.fouten import Fouten


def codes(tekst: str, **options: object) -> list[str]:
    with pytest.raises(Fouten) as caught:
        read_adres(tekst, **options)
    return [fout.code for fout in caught.value.fouten]


@pytest.mark.parametrize(
    ("tekst", "url"),
    [
        (" https://leren.hogeschool.nl ", "https://leren.hogeschool.nl/"),
        ("https://LEREN.hogeschool.nl.:443/Sam", "https://leren.hogeschool.nl/Sam"),
        ("https://leren.hogeschool.nl:8443/sam?bron=a&x=é", "https://leren.hogeschool.nl:8443/sam?bron=a&x=%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.de", "https://xn--fa-hia.de/"),
        ("https://a.nl?x", "https://a.nl/?x"),
        ("https://a.nl/%2e%2E/b", "https://a.nl/%2e%2E/b"),
    ],
)
def test_an_address_of_the_open_internet(tekst, url):
    assert read_adres(tekst).url == url


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("http://leren.hogeschool.nl", ["geen-https"]),
        ("leren.hogeschool.nl/sam", ["geen-https"]),
        ("javascript:alert(1)", ["geen-https"]),
        ("file:///etc/passwd", ["geen-https"]),
        ("https:///sam", ["onleesbaar"]),
        ("https://a.nl:99999", ["onleesbaar"]),
        ("https://[::1", ["onleesbaar"]),
        ("https://a.nl:22", ["andere-poort"]),
        ("https://a.nl:0", ["andere-poort"]),
        ("https://noor:geheim@a.nl/", ["inloggegevens"]),
        ("https://a.nl@b.nl/", ["inloggegevens"]),
        ("https://localhost/", ["geen-naam"]),
        ("https://127.0.0.1/", ["geen-naam"]),
        ("https://127.1/", ["geen-naam"]),
        ("https://2130706433/", ["geen-naam"]),
        ("https://0x7f.0x1/", ["geen-naam"]),
        ("https://8.8.8.8./", ["geen-naam"]),
        ("https://１２７.０.０.１/", ["geen-naam"]),
        ("https://[::1]/", ["geen-naam"]),
        ("https://[::ffff:127.0.0.1]/", ["geen-naam"]),
        ("https://a..nl/", ["geen-naam"]),
        (f"https://{'a' * 64}.nl/", ["geen-naam"]),
        ("https://a_b.nl/", ["geen-naam"]),
        ("https://a.nl/#deel", ["hekje"]),
        ("https://a.nl/een twee", ["vreemd-teken"]),
        ("https://a.nl/\r\nHost: b.nl", ["vreemd-teken"]),
        ("https://a.nl\\@b.nl/", ["vreemd-teken"]),
        ("https://a.nl/" + "x" * 500, ["te-lang"]),
        ("http://noor:geheim@127.0.0.1:80/#x", ["geen-https", "inloggegevens", "geen-naam", "andere-poort", "hekje"]),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(tekst, verwacht):
    assert codes(tekst) == verwacht


def test_a_place_of_our_own_may_have_any_name_and_port_but_still_speaks_https():
    assert read_adres("https://localhost:9999/", eigen=["localhost:9999"]).url == "https://localhost:9999/"
    assert codes("http://localhost:9999/", eigen=["localhost:9999"]) == ["geen-https"]
    assert codes("https://localhost:9998/", eigen=["localhost:9999"]) == ["geen-naam", "andere-poort"]


@given(st.text(max_size=60) | st.text(max_size=60).map("https://{}".format))
def test_whatever_somebody_types_is_an_address_or_a_fault(tekst):
    try:
        adres = read_adres(tekst)
    except Fouten:
        return
    assert read_adres(adres.url) == adres
    assert adres.url.isascii()
    assert not any(sign.isspace() for sign in adres.url)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:400e::200e"]
)
def test_addresses_of_everybody(ip):
    assert is_openbaar(ip)


@pytest.mark.parametrize(
    "ip",
    """
    0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.9 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.7 224.0.0.1 239.255.255.250
    240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1
    64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 fc00::1 fd12::1 fe80::1
    fe80::1%eth0 fec0::1 ff02::1 ff0e::1 5f00::1 4000::1 niets
    """.split(),
)
def test_addresses_of_some(ip):
    assert not is_openbaar(ip)


@given(st.ip_addresses())
def test_nothing_that_python_knows_as_special_is_for_everybody(ip):
    if is_openbaar(str(ip)):
        special = (ip.is_multicast, ip.is_reserved, ip.is_private, ip.is_loopback, ip.is_link_local)
        assert (ip.is_global, *special) == (True, False, False, False, False, False)


@given(st.ip_addresses(v=4))
def test_no_other_spelling_of_an_ipv4_address_passes(ip):
    for prefix in ("::", "::ffff:", "64:ff9b::", "::ffff:0:"):
        assert not is_openbaar(f"{prefix}{ip}")
    six_to_four = ipaddress.IPv6Address((0x2002 << 112) | (int(ip) << 80))
    assert not is_openbaar(str(six_to_four))


def answer_with(monkeypatch, *ips: str) -> None:
    def getaddrinfo(host, port, **kwargs):
        families = [socket.AF_INET6 if ":" in ip else socket.AF_INET for ip in ips]
        return [(family, socket.SOCK_STREAM, 6, "", (ip, port)) for family, ip in zip(families, ips, strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


ADRES = Adres("leren.hogeschool.nl", 443, "/")


def test_the_addresses_of_a_name(monkeypatch):
    answer_with(monkeypatch, "2606:4700:4700::1111", "8.8.8.8")
    assert find_bereikbaar(ADRES, binnen=5) == [
        (socket.AF_INET6, ("2606:4700:4700::1111", 443)),
        (socket.AF_INET, ("8.8.8.8", 443)),
    ]


@pytest.mark.parametrize("ips", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["fe80::1%1", "8.8.8.8"]])
def test_one_address_that_is_not_public_spoils_the_name(monkeypatch, ips):
    answer_with(monkeypatch, *ips)
    with pytest.raises(Fouten, match="intern-adres"):
        find_bereikbaar(ADRES, binnen=5)
    assert len(find_bereikbaar(ADRES, eigen=[ADRES.plek], binnen=5)) == len(ips)


def test_a_name_that_does_not_exist():
    with pytest.raises(Fouten, match="geen-adres"):
        find_bereikbaar(Adres("bestaat-niet.invalid", 443, "/"), binnen=5)


def test_a_resolver_that_hangs_does_not_keep_us(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(1))
    begin = time.monotonic()
    with pytest.raises(TimeoutError):
        find_bereikbaar(ADRES, binnen=0.1)
    assert time.monotonic() - begin < 0.5
