"""Tools of a model, as coroutines over a shared connection."""
from mcp.server.fastmcp import FastMCP

from connection import get_scope

mcp = FastMCP("routes")


@mcp.tool()
async def routes_from(airport: str) -> list:
    """List the routes from an airport."""
    scope = get_scope()  # CB501: "in connection.py line 13"
    result = scope.query("SELECT * FROM route WHERE sourceairport = $1", airport)
    return [row for row in result]  # CB501
