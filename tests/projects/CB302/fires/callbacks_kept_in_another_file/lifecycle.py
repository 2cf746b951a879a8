_callbacks = []


def at_end(function):
    _callbacks.append(function)


def end():
    for function in _callbacks:
        function()
