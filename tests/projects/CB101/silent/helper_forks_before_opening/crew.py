from multiprocessing import Process


def hire(target, count):
    crew = [Process(target=target, args=(number,)) for number in range(count)]
    for member in crew:
        member.start()
    return crew
