"""The recipes in `docs/recepten` do what they say, against a running server."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from defusedxml.ElementTree import fromstring

from accounts.models import Sleutel
from opleidingen.models import Deelname, Proefaanlevering
from tests.recepten.blokken import RECEPTEN, follow, read_blokken, run
from tests.recepten.conftest import require

VEEL = 10_001


def make_regels(aantal: int, dag: str) -> list[dict[str, str]]:
    """One row that books and many that know the course not: to be many is all they have to be."""
    goed = {"registratienummer": "15726541", "achternaam": "Heuvel", "opleidingscode": "eksd", "eindDatum": dag}
    return [goed, *({**goed, "opleidingscode": "bestaat-niet"} for _ in range(aantal - 1))]


@pytest.fixture
def dag(read) -> str:
    return re.search(r'"eindDatum": "([\d-]+)"', read("curl"))[1]


def test_curl(cook, omgeving, tmp_path, dag):
    proef, geleverd, rest = cook("curl")
    assert json.loads(proef)["proef"] is True
    assert json.loads(geleverd)["totalen"]["geboekt"] == 2
    assert '"aantal":0' in rest.replace(" ", "")
    (tmp_path / "veel.json").write_text(json.dumps({"regels": make_regels(VEEL, dag)}))
    antwoord = json.loads(run(["bash", "lever_aan.sh", "veel.json"], tmp_path, omgeving))
    assert (antwoord["status"], antwoord["aantalVerwerkt"], antwoord["totalen"]["alBekend"]) == ("verwerkt", VEEL, 1)


def test_python(cook, omgeving, tmp_path, dag):
    assert cook("python") == ["2 geboekt, 0 alBekend, 0 geparkeerd, 0 afgewezen\n"]
    regels = make_regels(VEEL, dag)
    rijen = "\n".join(";".join(regel.values()) for regel in regels)
    (tmp_path / "veel.csv").write_text(f"{';'.join(regels[0])}\n{rijen}\n")
    geschreven = run(["python3", "lever_aan.py", "veel.csv"], tmp_path, omgeving).splitlines()
    assert geschreven[0] == f"0 geboekt, 1 alBekend, 0 geparkeerd, {VEEL - 1} afgewezen"
    assert geschreven[-1].startswith(f"regel {VEEL} : opleidingscode-onbekend: ")
    assert len(geschreven) == VEEL


def test_php(cook, omgeving, tmp_path, dag):
    require("php")
    assert cook("php") == ["2 geboekt\n0 alBekend\n0 geparkeerd\n0 afgewezen\n"]
    (tmp_path / "veel.json").write_text(json.dumps(make_regels(VEEL, dag)))
    geschreven = run(["php", "lever_aan.php", "veel.json"], tmp_path, omgeving).splitlines()
    assert geschreven[3] == f"{VEEL - 1} afgewezen"
    assert geschreven[-1].startswith(f"regel {VEEL}: opleidingscode-onbekend: ")


def test_pe_xml(cook, tmp_path):
    [geschreven] = cook("pe-xml")
    status, _, antwoord = geschreven.partition("\n")
    assert (status, Deelname.objects.count()) == ("200", 1)
    [voorbeeld] = [blok.inhoud for blok in read_blokken((RECEPTEN / "pe-xml.md").read_text()) if blok.taal == "xml"][
        1:
    ]
    shape = [[deel.tag for deel in element.iter()] for element in (fromstring(antwoord), fromstring(voorbeeld))]
    assert shape[0] == shape[1]
    assert "Regel 2: persoon 99999992 is niet bekend." in antwoord


MOODLE = """<?php
// What Moodle offers a task, as little as it takes: settings, a database, and a place to write.
namespace core\\task { abstract class scheduled_task {} }
namespace {
define('MOODLE_INTERNAL', 1);
$instellingen = ['adres' => getenv('SAM_ADRES'), 'sleutel' => getenv('SAM_SLEUTEL')];
function get_config($plugin, $naam) { global $instellingen; return $instellingen[$naam] ?? false; }
function set_config($naam, $waarde, $plugin) { global $instellingen; $instellingen[$naam] = $waarde; }
function mtrace($tekst) { echo $tekst, "\\n"; }
class Database {
    function __construct() {
        $this->db = new PDO('sqlite::memory:');
        $this->db->exec(file_get_contents('moodle.sql'));
    }
    public PDO $db;
    function get_records_sql($sql, $waarden, $eerste, $tegelijk) {
        $vraag = $this->db->prepare(preg_replace('/\\{(\\w+)\\}/', '$1', $sql) . " LIMIT $tegelijk OFFSET $eerste");
        $vraag->execute($waarden);
        $rijen = [];
        foreach ($vraag->fetchAll(PDO::FETCH_OBJ) as $rij) { $rijen[$rij->id] = $rij; }
        return $rijen;
    }
}
$DB = new Database();
require 'samregister/classes/register.php';
require 'samregister/classes/task/lever_aan.php';
(new \\local_samregister\\task\\lever_aan())->execute();
echo 'vanaf ', get_config('local_samregister', 'vanaf'), "\\n";
(new \\local_samregister\\task\\lever_aan())->execute();
}
"""
MOODLE_SQL = """
CREATE TABLE course_completions (id INTEGER, userid INTEGER, course INTEGER, timecompleted INTEGER);
CREATE TABLE course (id INTEGER, idnumber TEXT);
CREATE TABLE user (id INTEGER, lastname TEXT, deleted INTEGER);
CREATE TABLE user_info_data (userid INTEGER, fieldid INTEGER, data TEXT);
CREATE TABLE user_info_field (id INTEGER, shortname TEXT);
INSERT INTO course VALUES (1, 'eksd'), (2, '');
INSERT INTO user VALUES (1, 'van den Heuvel', 0), (2, 'Yıldız', 0), (3, 'Niemand', 0);
INSERT INTO user_info_field VALUES (1, 'registratienummer'), (2, 'hobby');
INSERT INTO user_info_data VALUES (1, 1, '15726541'), (2, 1, '48210372'), (3, 1, '99999992'), (1, 2, 'zeilen');
INSERT INTO course_completions VALUES
    (1, 1, 1, strftime('%s', '2026-06-29') - 400000), (2, 2, 1, strftime('%s', '2026-06-29') - 300000),
    (3, 3, 1, strftime('%s', '2026-06-29') - 200000), (4, 1, 2, strftime('%s', '2026-06-29') - 100000),
    (5, 2, 1, NULL);
"""


def test_moodle(cook, omgeving, tmp_path):
    """The plugin is right PHP, and its task delivers, remembers how far it came, and goes on from there."""
    require("php", "pdo_sqlite", "curl")
    assert cook("moodle") == []
    for pad in sorted(tmp_path.rglob("*.php")):
        run(["php", "--syntax-check", str(pad)], tmp_path, omgeving)
    (tmp_path / "moodle.php").write_text(MOODLE)
    (tmp_path / "moodle.sql").write_text(MOODLE_SQL)
    geschreven = run(["php", "moodle.php"], tmp_path, omgeving).splitlines()
    assert geschreven[:4] == ["2 geboekt", "0 alBekend", "1 geparkeerd", "0 afgewezen"]
    assert geschreven[4].startswith("moodle-3: Wij vinden niemand")
    assert geschreven[5].startswith("vanaf ")
    assert geschreven[6:8] == ["0 geboekt", "0 alBekend"]
    assert Deelname.objects.count() == 2


@pytest.mark.parametrize(
    "command", [["bash", "lever_aan.sh", "deelnames.json"], ["python3", "lever_aan.py", "deelnames.csv"]]
)
def test_after_a_fault_the_same_is_sent_again_with_the_same_key(read, omgeving, tmp_path, stuk, command):
    """The first call is lost, the second is told to wait a second, the third is for the register."""
    for blok in read_blokken(read("curl") + read("python")):
        if blok.naam:
            (tmp_path / blok.naam).write_text(blok.inhoud)
    run(command, tmp_path, omgeving | {"SAM_ADRES": f"{stuk.url}/api/v1"})
    assert len(stuk.sleutels) == 3
    assert len(set(stuk.sleutels)) == 1
    assert Deelname.objects.count() == 2


def test_php_sends_the_same_again(read, omgeving, tmp_path, stuk):
    require("php")
    for blok in read_blokken(read("php")):
        if blok.naam:
            (tmp_path / blok.naam).write_text(blok.inhoud)
    run(["php", "lever_aan.php", "regels.json"], tmp_path, omgeving | {"SAM_ADRES": f"{stuk.url}/api/v1"})
    assert (len(stuk.sleutels), len(set(stuk.sleutels)), Deelname.objects.count()) == (3, 1, 2)


def test_a_recipe_with_a_test_key_books_nothing(cook, omgeving):
    Sleutel.objects.update(is_test=True)
    [geschreven] = cook("python")
    assert "Dit was een proef: er is niets geboekt." in geschreven
    assert (Deelname.objects.count(), Proefaanlevering.objects.count()) == (0, 1)


@pytest.fixture
def stuk(live_server):
    """A road to the server on which the first call breaks off and the second one is told to wait."""
    sleutels: list[str] = []

    class Weg(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sleutels.append(self.headers["Idempotency-Key"])
            inhoud = self.rfile.read(int(self.headers["Content-Length"]))
            if len(sleutels) == 1:
                return
            if len(sleutels) == 2:
                self.send_response(429)
                self.send_header("Retry-After", "1")
                self.end_headers()
                return
            self._pass(inhoud)

        def do_GET(self) -> None:
            self._pass(None)

        def _pass(self, inhoud: bytes | None) -> None:
            namen = ("Authorization", "Content-Type", "Idempotency-Key")
            koppen = {naam: self.headers[naam] for naam in namen if self.headers[naam]}
            with urlopen(Request(live_server.url + self.path, inhoud, koppen)) as antwoord:
                self.send_response(antwoord.status)
                self.end_headers()
                self.wfile.write(antwoord.read())

        def log_message(self, *args: object) -> None:
            """Nothing: the test says what went wrong."""

    server = HTTPServer(("127.0.0.1", 0), Weg)
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.sleutels = sleutels
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_recipe_that_is_wrong_is_found(tmp_path):
    with pytest.raises(AssertionError, match="bestaat-niet"):
        follow("```bash\ncat bestaat-niet | sort\n```", tmp_path, {})
    follow("```sh\nexit 1\n```\n```python fout.py\nniet gestart\n```", tmp_path, {})


def test_every_link_between_recipes_leads_somewhere():
    for pad in RECEPTEN.glob("*.md"):
        for doel in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", pad.read_text()):
            assert urlsplit(doel).scheme or (RECEPTEN / doel).exists(), f"{pad.name}: {doel}"
