import multiprocessing

spawn = multiprocessing.get_context("spawn")
