from daemon.daemon import DaemonContext
