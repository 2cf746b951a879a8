from multiprocessing.managers import SyncManager
from multiprocessing.pool import Pool as _Pool
from multiprocessing.process import BaseProcess, active_children, current_process, parent_process


class Process(BaseProcess): ...


class ForkProcess(BaseProcess):
    start_method = "fork"


class SpawnProcess(BaseProcess):
    start_method = "spawn"


class ForkServerProcess(BaseProcess):
    start_method = "forkserver"


class BaseContext:
    @makes
    def Process(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None) -> Process: ...
    @makes
    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None) -> _Pool: ...
    @makes
    def Manager(self) -> SyncManager: ...
    @sets_start_method(method="method")
    def set_start_method(self, method, force=False): ...
    def get_start_method(self, allow_none=False): ...
    @remembers
    def get_context(self, method=None) -> BaseContext: ...
    def cpu_count(self): ...
    def Queue(self, maxsize=0): ...
    def Event(self): ...
    def Lock(self): ...


class ForkContext(BaseContext):
    start_method = "fork"


class SpawnContext(BaseContext):
    start_method = "spawn"


class ForkServerContext(BaseContext):
    start_method = "forkserver"
