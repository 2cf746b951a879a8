import worker


def main():
    threads = [worker.start(names) for names in (["a", "b"], ["c", "d"])]
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
