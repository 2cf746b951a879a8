class Field: ...


@remembers
def field(
    *, default=None, default_factory=None, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False
) -> Field: ...
