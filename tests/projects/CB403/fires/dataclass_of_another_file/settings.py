from dataclasses import dataclass, field


@dataclass
class Database:
    hosts: list = field(default_factory=lambda: ["db1", "db2"])
    options: str = "config_total_timeout=20"
    user: str = "app"


@dataclass
class Settings:
    database: Database = field(default_factory=Database)
    debug: bool = False
