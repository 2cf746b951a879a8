"""Tools for a model that recommends books."""
from library import open_catalogue as catalogue
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("library")


@mcp.tool()
def book(isbn: str) -> dict:
    """Everything about a book."""
    return catalogue().get(isbn).content_as[dict]  # CB203


@mcp.resource("author://{name}")
def author(name: str) -> dict:
    """The life of an author."""
    authors = catalogue("authors")  # CB203
    return authors.get(name).content_as[dict]


if __name__ == "__main__":
    mcp.run()
