from app.db import parts, shutdown


def main():
    parts.upsert("part::1", {"count": 4})
    shutdown()
    print(parts.get("part::1").content_as[dict])  # CB302


if __name__ == "__main__":
    main()
