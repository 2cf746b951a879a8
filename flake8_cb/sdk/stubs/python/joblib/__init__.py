from joblib.parallel import Parallel, delayed
