TYPE_CHECKING = False


@gives(value="val")
def cast(typ, val): ...
