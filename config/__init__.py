"""The root of the house. Chooses the SQLite library before Django opens a database."""

from config.sqlite import use_bundled_sqlite

use_bundled_sqlite()
