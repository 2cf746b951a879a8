"""What frameworks run once: when a server, a worker or an application starts or stops, and as a command.

A table and nothing else, beside that of what they run again and again (`entry_points.py`).
"""

from __future__ import annotations

import re

#: Dotted names of decorators, of an instance's method through its class, the calls of factories left out.
DECORATORS = frozenset(
    {
        "airflow.decorators.task",
        "airflow.sdk.task",
        "baker.command",
        "begin.start",
        "begin.subcommand",
        "cement.ex",
        "dagster.asset",
        "dagster.op",
        "fabric.api.task",
        "fabric.decorators.task",
        "fabric.task",
        "fastapi.APIRouter.on_event",
        "fastapi.FastAPI.on_event",
        "flask.Blueprint.cli.command",
        "flask.Flask.before_first_request",
        "flask.Flask.cli.command",
        "flask.cli.AppGroup.command",
        "flask_script.Manager.command",
        "invoke.task",
        "metaflow.step",
        "nox.session",
        "prefect.flow",
        "prefect.task",
        "locust.events.init.add_listener",
        "locust.events.quitting.add_listener",
        "locust.events.test_start.add_listener",
        "locust.events.test_stop.add_listener",
        "quart.Quart.after_serving",
        "quart.Quart.before_serving",
        "quart.Quart.cli.command",
        "quart.Quart.while_serving",
        "sanic.Sanic.after_server_start",
        "sanic.Sanic.after_server_stop",
        "sanic.Sanic.before_server_start",
        "sanic.Sanic.before_server_stop",
        "sanic.Sanic.listener",
        "sanic.Sanic.main_process_ready",
        "sanic.Sanic.main_process_start",
        "sanic.Sanic.main_process_stop",
        "starlette.applications.Starlette.on_event",
        "uwsgidecorators.postfork",
        *(
            f"celery.signals.{signal}.connect"
            for signal in (
                "beat_embedded_init",
                "beat_init",
                "celeryd_after_setup",
                "celeryd_init",
                "worker_init",
                "worker_process_init",
                "worker_process_shutdown",
                "worker_ready",
                "worker_shutdown",
                "worker_shutting_down",
            )
        ),
    }
)

#: Those after which alone handlers are called, in the same process, each with the moment that its first argument has
#: to name ("": none): decorators, and functions that are handed another one.
STARTING = {
    "aiohttp.web.Application.cleanup_ctx.append": "",
    "aiohttp.web.Application.on_startup.append": "",
    "celery.signals.worker_process_init.connect": "",
    "fastapi.APIRouter.on_event": "startup",
    "fastapi.FastAPI.add_event_handler": "startup",
    "fastapi.FastAPI.on_event": "startup",
    "flask.Flask.before_first_request": "",
    "quart.Quart.before_serving": "",
    "quart.Quart.while_serving": "",
    "sanic.Sanic.after_server_start": "",
    "sanic.Sanic.before_server_start": "",
    "sanic.Sanic.listener": "before_server_start",
    "starlette.applications.Starlette.add_event_handler": "startup",
    "starlette.applications.Starlette.on_event": "startup",
    "uwsgidecorators.postfork": "",
}

#: What runs first in each process that a server has forked: decorators and functions that are handed another one, by
#: the end of their dotted name, and those of `FUNCTIONS`.
IN_WORKERS = ("os.register_at_fork", "uwsgidecorators.postfork", "worker_process_init.connect")
IN_WORKERS_BY_NAME = frozenset({"post_fork", "post_worker_init"})

#: Those that are called when no handler will be any more, in the same process, with the moment as above.
STOPPING = {
    "aiohttp.web.Application.on_cleanup.append": "",
    "aiohttp.web.Application.on_shutdown.append": "",
    "celery.signals.worker_process_shutdown.connect": "",
    "fastapi.APIRouter.on_event": "shutdown",
    "fastapi.FastAPI.add_event_handler": "shutdown",
    "fastapi.FastAPI.on_event": "shutdown",
    "quart.Quart.after_serving": "",
    "sanic.Sanic.after_server_stop": "",
    "sanic.Sanic.before_server_stop": "",
    "sanic.Sanic.listener": "after_server_stop",
    "starlette.applications.Starlette.add_event_handler": "shutdown",
    "starlette.applications.Starlette.on_event": "shutdown",
}

#: What runs after each handler, in the same process: decorators, and functions that are handed another one, by the last
#: part of their name.
AFTERWARDS = frozenset({"after_request", "teardown_app_request", "teardown_appcontext", "teardown_request"})

#: Classes whose objects are given a function that yields while they serve.
LIFESPANS = frozenset({"fastapi.FastAPI", "litestar.Litestar", "starlette.applications.Starlette"})

#: Decorators by which a call only hands its function over: to a queue, a graph, a thread or a process.
HANDING_OVER = frozenset(
    {
        "background_task.background", "dask.delayed", "dask.delayed.delayed", "huey.Huey.task",
        "huey.MemoryHuey.task", "huey.RedisHuey.task", "huey.SqliteHuey.task", "huey.contrib.djhuey.db_task",
        "huey.contrib.djhuey.task", "multitasking.task", "pebble.asynchronous.process", "pebble.asynchronous.thread",
        "pebble.concurrent.process", "pebble.concurrent.thread", "textual.work",
    }
)  # fmt: skip

#: Decorators of command-line commands, by the last part of their name, and the libraries whose they are.
COMMANDS = frozenset({"command", "group", "callback"})
COMMAND_LIBRARIES = frozenset({"click", "typer", "rich_click", "asyncclick", "cyclopts"})

#: Functions that make commands of the functions, tables and classes that they are given, and of all that a module has
#: if that is nothing.
COMMAND_RUNNERS = frozenset(
    {
        "argh.dispatch_command", "argh.dispatch_commands", "clize.run", "cyclopts.run", "defopt.run", "fire.Fire",
        "plac.call", "typer.run", "tyro.cli", "tyro.extras.subcommand_cli_from_dict",
    }
)  # fmt: skip

#: Names of functions that carry a command out, whose table or decorators may stand in another file.
COMMAND_NAME = re.compile(r"_?(cmd|command)_|.*_(cmd|command)$")

#: Classes that are programs of their own, by the end of their name: their methods run once.
RUN_ONCE = ("management.base.BaseCommand", "management.BaseCommand", "scrapy.Spider", "spiders.CrawlSpider")

#: Methods that a framework calls once for each class that derives from another.
METHODS = {
    "airflow.models.BaseOperator": frozenset({"execute"}),
    "airflow.models.baseoperator.BaseOperator": frozenset({"execute"}),
    "airflow.sdk.BaseOperator": frozenset({"execute"}),
    "airflow.sensors.base.BaseSensorOperator": frozenset({"poke"}),
    "cliff.command.Command": frozenset({"take_action"}),
    "cliff.lister.Lister": frozenset({"take_action"}),
    "cliff.show.ShowOne": frozenset({"take_action"}),
    "django.apps.AppConfig": frozenset({"ready"}),
    "luigi.Task": frozenset({"run"}),
}

#: Functions of a module that a server or a test runner looks for by name, with the first of their parameters.
FUNCTIONS = {
    "child_exit": "server",
    "nworkers_changed": "server",
    "on_exit": "server",
    "on_reload": "server",
    "on_starting": "server",
    "post_fork": "server",
    "post_worker_init": "worker",
    "pre_exec": "server",
    "pre_fork": "server",
    "pytest_configure": "config",
    "pytest_sessionfinish": "session",
    "pytest_sessionstart": "session",
    "pytest_unconfigure": "config",
    "when_ready": "server",
    "worker_abort": "worker",
    "worker_exit": "server",
    "worker_int": "worker",
}
