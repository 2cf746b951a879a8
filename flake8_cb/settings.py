"""What was asked for: the options, and what the linted project declares about itself."""

from __future__ import annotations

from pathlib import Path

from flake8_cb.frozen import frozen

#: The generations of the SDK that the rules tell apart: 2 stands for 1.x and 2.x.
GENERATIONS: frozenset[int] = frozenset({2, 3, 4})


@frozen
class Settings:
    """The configuration under which one file is linted.

    ``sdk`` is the generation named by ``--cb-sdk``, or None.
    ``start_method`` is the one named by ``--cb-start-method``, or None.
    ``declared_generations`` are those that the project's pins leave possible (all of them if it pins none).
    ``default_start_methods`` are those that the declared Pythons start with where the code sets none.
    ``shadowed`` are top-level module names that the project itself provides, so that an import of one of
    them reaches the project and not the SDK or the standard library.
    ``commands`` are the functions that the project installs as commands, as ``module:function``.
    ``source_roots`` are the folders named by ``--cb-source-roots``, absolute; ``follow`` the packages named by
    ``--cb-follow``.
    ``preloaded`` is the file that shows that a prefork server loads the linted module before it forks, or "",
    and ``factory`` the function of it that the server then calls for the application, if that is how it gets that.
    ``in_workers`` tells that there are such servers and that all of them load what they serve in each worker.
    ``entry_points`` are the dotted names given by ``--cb-entry-points``.
    ``opinions`` are the codes, or beginnings of codes, by which opinions were asked for.
    """

    sdk: int | None = None
    start_method: str | None = None
    declared_generations: frozenset[int] = GENERATIONS
    default_start_methods: frozenset[str] = frozenset({"fork"})
    shadowed: frozenset[str] = frozenset()
    commands: frozenset[str] = frozenset()
    source_roots: tuple[Path, ...] = ()
    follow: frozenset[str] = frozenset()
    preloaded: str = ""
    factory: str = ""
    in_workers: bool = False
    entry_points: tuple[str, ...] = ()
    opinions: frozenset[str] = frozenset()
