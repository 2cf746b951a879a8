import multiprocessing

context = multiprocessing.get_context("spawn")
