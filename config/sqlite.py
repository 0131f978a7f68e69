"""Which SQLite library runs, and how it is opened.

Between 3.7.0 and 3.51.2 a reset of the write-ahead log could corrupt a database with two or more connections
(https://sqlite.org/wal.html). Debian 12 ships such a version, so the wheel `pysqlite3` brings a repaired one.
Where it is absent and the system's own library has the fault, the safe journal mode DELETE is used instead.
"""

import sys
from typing import Any


def use_bundled_sqlite() -> None:
    """Let everything that imports `sqlite3` from here on receive the bundled, repaired library."""
    try:
        import pysqlite3
    except ImportError:  # not on this platform: the system's library serves, see `has_wal_repair`
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def has_wal_repair(version: tuple[int, int, int]) -> bool:
    """Tell whether a library version is free of the WAL reset fault (3.44.6, 3.50.7 and 3.51.3 repaired it)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def journal_mode() -> str:
    import sqlite3

    return "WAL" if has_wal_repair(sqlite3.sqlite_version_info) else "DELETE"


def connection_options() -> dict[str, Any]:
    """Options for Django's SQLite backend.

    `synchronous=FULL`: an acknowledged row survives a power cut. `IMMEDIATE`: a transaction that will write waits
    for its turn at the start instead of failing half-way. `secure_delete`: erased text is overwritten.
    """
    pragmas = (
        f"PRAGMA journal_mode={journal_mode()}",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA secure_delete=ON",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-32000",  # KiB for each thread that is kept
    )
    return {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": ";".join(pragmas)}
