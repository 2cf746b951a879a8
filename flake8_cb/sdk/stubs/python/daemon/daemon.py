class DaemonContext:
    @remembers
    def __init__(
        self,
        chroot_directory=None,
        working_directory="/",
        umask=0,
        uid=None,
        gid=None,
        initgroups=False,
        prevent_core=True,
        detach_process=None,
        files_preserve=None,
        pidfile=None,
        stdin=None,
        stdout=None,
        stderr=None,
        signal_map=None,
    ): ...
    @detaches(unless="detach_process")
    def open(self): ...
    @detaches(unless="detach_process")
    def __enter__(self) -> DaemonContext: ...
    def close(self): ...
    def __exit__(self, *exc): ...
