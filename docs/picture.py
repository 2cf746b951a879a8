"""Draw the picture that the README shows: ``python docs/picture.py``, where Chromium is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: What is drawn, the line whose step is chosen, and the file that shows it.
PROGRAM = ROOT / "examples" / "forks_bad.py"
LINE = 12
PICTURE = ROOT / "docs" / "lifecycle.png"

#: Of the window, in pixels.
SIZE = (1160, 570)


def draw() -> None:
    """Write the picture; the exit code is 1 if there is no browser."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("docs/picture.py needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "lifecycle.html"
        # Below the project's root, so that the page names the program as the user would.
        command = [sys.executable, "-m", "flake8_cb", "picture", str(PROGRAM.relative_to(ROOT)), "-o", str(page)]
        subprocess.run(command, cwd=ROOT, check=True)
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
        subprocess.run(
            [
                browser,
                *options,
                f"--user-data-dir={folder}/profile",
                f"--window-size={SIZE[0]},{SIZE[1]}",
                "--force-device-scale-factor=1.25",
                f"--screenshot={PICTURE}",
                f"{page.as_uri()}#f0:{LINE}",
            ],
            check=True,
        )


if __name__ == "__main__":
    draw()
