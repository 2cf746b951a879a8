import typer
from store import posts

app = typer.Typer()


@app.command()
def show(name: str) -> None:
    print(posts.get(name).value)
