"""The executing oracle: programs are written by strategies, really run, and compared with what the linter says.

``strategies`` writes a `Program`. ``runner`` is a process of its own that runs it along every path, with real forks,
against the stand-in of the SDK in ``standin``, and gives a `Run` for each. ``verdict`` reads from them what RULES.md
demands and what it allows; ``judge`` compares that with the linter. ``reduce`` makes a disagreement small.
"""
