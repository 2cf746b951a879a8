@patches_threads(unless="thread")
def patch_all(
    socket=True, dns=True, time=True, select=True, thread=True, os=True, ssl=True, subprocess=True, sys=False,
    aggressive=True, Event=True, builtins=True, signal=True, queue=True, contextvars=True,
): ...
@patches_threads
def patch_thread(threading=True, _threading_local=True, Event=True, logging=True, existing_locks=True): ...
