import subprocess


def fork(command, *arguments):
    return subprocess.Popen([command, *arguments])
