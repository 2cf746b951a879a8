class Parallel:
    @remembers
    def __init__(
        self,
        n_jobs=None,
        backend=None,
        return_as="list",
        verbose=0,
        timeout=None,
        pre_dispatch="2 * n_jobs",
        batch_size="auto",
        temp_folder=None,
        max_nbytes="1M",
        mmap_mode="r",
        prefer=None,
        require=None,
    ): ...
    @submits(tasks="iterable", where="joblib")
    def __call__(self, iterable): ...
    def __enter__(self) -> Parallel: ...
    def __exit__(self, *exc): ...


@delays(child="function")
def delayed(function): ...
