from couchbase.bucket import Bucket

from spawner import run_detached


def _print_report(text):
    print(text.title())


def main():
    run_detached(_print_report, "nothing is open yet")
    reports = Bucket("couchbase://office.local/reports")
    text = reports.get("today").value
    run_detached(_print_report, text)  # CB101: "opened on line 12"


if __name__ == "__main__":
    main()
