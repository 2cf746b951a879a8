"""Where frameworks call into a program again and again: on a request, a task, a message, a tool call.

A table and nothing else. A function or method that a row describes is an entry point for CB203: what it opens, it
opens anew each time. What a framework runs once has no row: startup and shutdown hooks, lifespans, worker
initializers, listeners of the server's own life, commands, crawlers and load tests.
"""

from __future__ import annotations

from typing import Literal

from flake8_cb.frozen import frozen

How = Literal["decorator", "base", "registration", "parameter", "annotation", "name", "call", "script"]


@frozen
class EntryPoint:
    """One row.

    ``how`` says what makes the entry point, and so how ``name`` is to be read:

    - "decorator": a function decorated with ``name`` runs anew each time. An instance's method is named through its
      class. Calls are left out: ``@app.route("/")`` on ``app = Flask(__name__)`` is ``flask.Flask.route``.
    - "base": the instance methods called ``methods`` of a class that derives from ``name`` run anew each time;
      without ``methods``, all its public ones. ``__init__`` is in no row: what it opens is CB205.
    - "registration": a function among the arguments of a call of ``name``, or in a list, tuple or dictionary
      written there, is registered to run anew each time. Named as a decorator is.
    - "parameter": ``library:parameter``. In a module that imports the library, a function whose first parameter
      (after ``self`` or ``cls``) is called so.
    - "annotation": a function with a parameter of the type ``name``.
    - "name": ``function(parameters)``. A module-level function called so whose parameters begin so, whatever the
      module imports; without parentheses, with any parameters.
    - "call": ``parameters``. The method ``__call__`` of a class, with these parameters after ``self``; with
      ``methods``, of a class whose ``__init__`` has parameters that are called so.
    - "script": a module whose own body, decorators aside, calls the library ``name``: the body runs anew each time.

    A dotted name that ends in ``.*`` stands for every attribute of that module, class or object; one that begins with
    ``*.`` is that of a method by which alone an object is known that comes in as a parameter.
    """

    how: How
    name: str
    methods: tuple[str, ...] = ()


#: How a scheduler is given a function that it calls again and again: its library, and the last part of the call's name.
SCHEDULING = frozenset({("apscheduler", "add_job"), ("schedule", "do")})

#: Classes of the one object of a process that its requests lead to, and that keeps what they share.
APPLICATIONS = frozenset(
    {
        "flask.Flask",
        "quart.Quart",
        "fastapi.FastAPI",
        "starlette.applications.Starlette",
        "litestar.Litestar",
        "aiohttp.web.Application",
        "sanic.Sanic",
        "tornado.web.Application",
    }
)

#: Names under which a framework gives that object.
CURRENT_APPLICATIONS = frozenset({"flask.current_app", "quart.current_app"})

#: Methods of what stands for an object that give the object itself.
GIVING_THE_OBJECT = frozenset({"_get_current_object"})

#: Attributes that lead there, with the names of the objects that have them.
APPLICATION_ATTRIBUTES = {"app": frozenset({"request", "req", "websocket", "ws"}), "application": frozenset({"self"})}

HTTP_METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")

#: What a view answers with and what it asks for on the way, by the protocol of its framework. Other public methods
#: are the program's own, and count where one of these calls them.
DJANGO_VIEW = (*HTTP_METHODS, "setup", "dispatch", "get_context_data", "get_queryset", "get_object", "form_valid")
REST_VIEW = (*HTTP_METHODS, "initial", "dispatch", "get_queryset", "get_object", "perform_create", "perform_update")
REST_VIEW_SET = (*REST_VIEW, "list", "create", "retrieve", "update", "partial_update", "destroy", "perform_destroy")
CONSUMER = ("connect", "disconnect", "receive", "receive_json")

ENTRY_POINTS: tuple[EntryPoint, ...] = (
    # Flask. before_first_request, cli.command and record are not here: they run once.
    EntryPoint("decorator", "flask.Flask.route"),
    EntryPoint("decorator", "flask.Flask.get"),
    EntryPoint("decorator", "flask.Flask.post"),
    EntryPoint("decorator", "flask.Flask.put"),
    EntryPoint("decorator", "flask.Flask.patch"),
    EntryPoint("decorator", "flask.Flask.delete"),
    EntryPoint("decorator", "flask.Flask.before_request"),
    EntryPoint("decorator", "flask.Flask.after_request"),
    EntryPoint("decorator", "flask.after_this_request"),
    EntryPoint("decorator", "flask.Flask.teardown_request"),
    EntryPoint("decorator", "flask.Flask.teardown_appcontext"),
    EntryPoint("decorator", "flask.Flask.errorhandler"),
    EntryPoint("decorator", "flask.Flask.context_processor"),
    EntryPoint("decorator", "flask.Blueprint.route"),
    EntryPoint("decorator", "flask.Blueprint.get"),
    EntryPoint("decorator", "flask.Blueprint.post"),
    EntryPoint("decorator", "flask.Blueprint.put"),
    EntryPoint("decorator", "flask.Blueprint.patch"),
    EntryPoint("decorator", "flask.Blueprint.delete"),
    EntryPoint("decorator", "flask.Blueprint.before_request"),
    EntryPoint("decorator", "flask.Blueprint.after_request"),
    EntryPoint("decorator", "flask.Blueprint.teardown_request"),
    EntryPoint("decorator", "flask.Blueprint.before_app_request"),
    EntryPoint("decorator", "flask.Blueprint.after_app_request"),
    EntryPoint("decorator", "flask.Blueprint.teardown_app_request"),
    EntryPoint("decorator", "flask.Blueprint.errorhandler"),
    EntryPoint("registration", "flask.Flask.add_url_rule"),
    EntryPoint("registration", "flask.Flask.before_request"),
    EntryPoint("registration", "flask.Flask.after_request"),
    EntryPoint("registration", "flask.Flask.teardown_request"),
    EntryPoint("registration", "flask.Flask.teardown_appcontext"),
    EntryPoint("registration", "*.teardown_request"),
    EntryPoint("registration", "*.teardown_appcontext"),
    EntryPoint("registration", "flask.Blueprint.add_url_rule"),
    EntryPoint("base", "flask.views.View", ("dispatch_request",)),
    EntryPoint("base", "flask.views.MethodView", (*HTTP_METHODS, "dispatch_request")),
    EntryPoint("annotation", "flask.Request"),
    # Extensions of Flask.
    EntryPoint("base", "flask_restful.Resource", (*HTTP_METHODS, "dispatch_request")),
    EntryPoint("base", "flask_restx.Resource", (*HTTP_METHODS, "dispatch_request")),
    EntryPoint("decorator", "flask_smorest.Blueprint.route"),
    EntryPoint("decorator", "flask_login.LoginManager.user_loader"),
    EntryPoint("decorator", "flask_socketio.SocketIO.*"),
    # Quart. before_serving and while_serving are not here.
    EntryPoint("decorator", "quart.Quart.route"),
    EntryPoint("decorator", "quart.Quart.get"),
    EntryPoint("decorator", "quart.Quart.post"),
    EntryPoint("decorator", "quart.Quart.before_request"),
    EntryPoint("decorator", "quart.Quart.after_request"),
    EntryPoint("decorator", "quart.after_this_request"),
    EntryPoint("decorator", "quart.Quart.teardown_request"),
    EntryPoint("decorator", "quart.Quart.teardown_appcontext"),
    EntryPoint("decorator", "quart.Blueprint.route"),
    # FastAPI. on_event and lifespan are not here.
    EntryPoint("decorator", "fastapi.FastAPI.get"),
    EntryPoint("decorator", "fastapi.FastAPI.post"),
    EntryPoint("decorator", "fastapi.FastAPI.put"),
    EntryPoint("decorator", "fastapi.FastAPI.patch"),
    EntryPoint("decorator", "fastapi.FastAPI.delete"),
    EntryPoint("decorator", "fastapi.FastAPI.api_route"),
    EntryPoint("decorator", "fastapi.FastAPI.websocket"),
    EntryPoint("decorator", "fastapi.FastAPI.middleware"),
    EntryPoint("decorator", "fastapi.FastAPI.exception_handler"),
    EntryPoint("decorator", "fastapi.APIRouter.get"),
    EntryPoint("decorator", "fastapi.APIRouter.post"),
    EntryPoint("decorator", "fastapi.APIRouter.put"),
    EntryPoint("decorator", "fastapi.APIRouter.patch"),
    EntryPoint("decorator", "fastapi.APIRouter.delete"),
    EntryPoint("decorator", "fastapi.APIRouter.api_route"),
    EntryPoint("decorator", "fastapi.APIRouter.websocket"),
    EntryPoint("registration", "fastapi.FastAPI.add_api_route"),
    EntryPoint("registration", "fastapi.APIRouter.add_api_route"),
    EntryPoint("registration", "fastapi.Depends"),
    EntryPoint("registration", "fastapi.Security"),
    EntryPoint("registration", "fastapi.BackgroundTasks.add_task"),
    EntryPoint("annotation", "fastapi.Request"),
    EntryPoint("annotation", "fastapi.WebSocket"),
    # Starlette.
    EntryPoint("decorator", "starlette.applications.Starlette.route"),
    EntryPoint("registration", "starlette.routing.Route"),
    EntryPoint("registration", "starlette.routing.WebSocketRoute"),
    EntryPoint("registration", "starlette.applications.Starlette.add_route"),
    EntryPoint("registration", "starlette.background.BackgroundTask"),
    EntryPoint("base", "starlette.endpoints.HTTPEndpoint", HTTP_METHODS),
    EntryPoint("base", "starlette.endpoints.WebSocketEndpoint", ("on_connect", "on_receive", "on_disconnect")),
    EntryPoint("base", "starlette.middleware.base.BaseHTTPMiddleware", ("dispatch",)),
    EntryPoint("annotation", "starlette.requests.Request"),
    EntryPoint("annotation", "starlette.websockets.WebSocket"),
    # Litestar.
    EntryPoint("decorator", "litestar.*"),
    EntryPoint("registration", "litestar.di.Provide"),
    # Callable objects that a server calls: WSGI, ASGI, and the middleware of Django.
    EntryPoint("call", "environ, start_response"),
    EntryPoint("call", "scope, receive, send"),
    EntryPoint("call", "request", ("get_response",)),
    # Django. Management commands, AppConfig.ready and signals are not here.
    EntryPoint("base", "django.views.View", DJANGO_VIEW),
    EntryPoint("base", "django.views.generic.*", DJANGO_VIEW),
    EntryPoint(
        "base",
        "django.utils.deprecation.MiddlewareMixin",
        ("__call__", "process_request", "process_view", "process_response", "process_exception"),
    ),
    EntryPoint("decorator", "django.views.decorators.http.*"),
    EntryPoint("decorator", "django.views.decorators.csrf.csrf_exempt"),
    EntryPoint("decorator", "django.contrib.auth.decorators.login_required"),
    EntryPoint("decorator", "django.template.Library.*"),
    EntryPoint("registration", "django.core.signals.request_started.connect"),
    EntryPoint("registration", "django.core.signals.request_finished.connect"),
    EntryPoint("registration", "django.urls.path"),
    EntryPoint("registration", "django.urls.re_path"),
    EntryPoint("registration", "django.conf.urls.url"),
    EntryPoint("parameter", "django:request"),
    EntryPoint("annotation", "django.http.HttpRequest"),
    EntryPoint("annotation", "django.http.request.HttpRequest"),
    # Django REST framework, Ninja and Channels.
    EntryPoint("base", "rest_framework.views.APIView", REST_VIEW),
    EntryPoint("base", "rest_framework.generics.*", (*REST_VIEW, "perform_destroy")),
    EntryPoint("base", "rest_framework.viewsets.*", REST_VIEW_SET),
    EntryPoint("base", "rest_framework.authentication.BaseAuthentication", ("authenticate",)),
    EntryPoint("base", "rest_framework.permissions.BasePermission", ("has_permission", "has_object_permission")),
    EntryPoint("decorator", "rest_framework.decorators.api_view"),
    EntryPoint("decorator", "rest_framework.decorators.action"),
    EntryPoint("parameter", "rest_framework:request"),
    EntryPoint("annotation", "rest_framework.request.Request"),
    EntryPoint("decorator", "ninja.NinjaAPI.*"),
    EntryPoint("decorator", "ninja.Router.*"),
    EntryPoint("parameter", "ninja:request"),
    EntryPoint("base", "channels.generic.websocket.*", CONSUMER),
    # aiohttp. on_startup, on_cleanup and cleanup_ctx are lists of the application, and not here.
    EntryPoint("decorator", "aiohttp.web.RouteTableDef.*"),
    EntryPoint("decorator", "aiohttp.web.middleware"),
    EntryPoint("registration", "aiohttp.web.get"),
    EntryPoint("registration", "aiohttp.web.post"),
    EntryPoint("registration", "aiohttp.web.put"),
    EntryPoint("registration", "aiohttp.web.patch"),
    EntryPoint("registration", "aiohttp.web.delete"),
    EntryPoint("registration", "aiohttp.web.route"),
    EntryPoint("registration", "aiohttp.web.Application.router.*"),
    EntryPoint("base", "aiohttp.web.View", HTTP_METHODS),
    EntryPoint("annotation", "aiohttp.web.Request"),
    # Tornado. initialize() is not here: it is the second half of __init__.
    EntryPoint("base", "tornado.web.RequestHandler", (*HTTP_METHODS, "prepare", "on_finish", "write_error")),
    EntryPoint("base", "tornado.websocket.WebSocketHandler", ("open", "on_message", "on_close", "prepare", "get")),
    # Sanic. Its listeners are not here.
    EntryPoint("decorator", "sanic.Sanic.route"),
    EntryPoint("decorator", "sanic.Sanic.get"),
    EntryPoint("decorator", "sanic.Sanic.post"),
    EntryPoint("decorator", "sanic.Sanic.put"),
    EntryPoint("decorator", "sanic.Sanic.patch"),
    EntryPoint("decorator", "sanic.Sanic.delete"),
    EntryPoint("decorator", "sanic.Sanic.websocket"),
    EntryPoint("decorator", "sanic.Sanic.middleware"),
    EntryPoint("decorator", "sanic.Sanic.on_request"),
    EntryPoint("decorator", "sanic.Sanic.on_response"),
    EntryPoint("decorator", "sanic.Blueprint.route"),
    EntryPoint("decorator", "sanic.Blueprint.get"),
    EntryPoint("decorator", "sanic.Blueprint.post"),
    EntryPoint("decorator", "sanic.Blueprint.on_request"),
    EntryPoint("registration", "sanic.Sanic.add_route"),
    EntryPoint("registration", "sanic.Sanic.register_middleware"),
    EntryPoint("base", "sanic.views.HTTPMethodView", HTTP_METHODS),
    EntryPoint("annotation", "sanic.Request"),
    # Smaller web frameworks, and servers of the standard library.
    EntryPoint("decorator", "bottle.*"),
    EntryPoint("decorator", "bottle.Bottle.*"),
    EntryPoint("registration", "bottle.*"),
    EntryPoint("registration", "bottle.Bottle.*"),
    EntryPoint("decorator", "pyramid.view.view_config"),
    EntryPoint("registration", "pyramid.config.Configurator.add_view"),
    EntryPoint("parameter", "pyramid:request"),
    EntryPoint("annotation", "pyramid.request.Request"),
    EntryPoint("annotation", "falcon.Request"),
    EntryPoint("base", "http.server.BaseHTTPRequestHandler", ("do_GET", "do_POST", "do_PUT", "do_DELETE", "do_HEAD")),
    EntryPoint("base", "socketserver.BaseRequestHandler", ("handle",)),
    EntryPoint("name", "application(environ, start_response)"),
    EntryPoint("name", "app(environ, start_response)"),
    # GraphQL.
    EntryPoint("decorator", "strawberry.field"),
    EntryPoint("decorator", "strawberry.mutation"),
    # Celery. Signals of the worker are not here; signals of a task are.
    EntryPoint("decorator", "celery.Celery.task"),
    EntryPoint("decorator", "celery.shared_task"),
    EntryPoint("decorator", "celery.app.shared_task"),
    EntryPoint("decorator", "celery.task.task"),
    EntryPoint("decorator", "celery.signals.task_prerun.connect"),
    EntryPoint("decorator", "celery.signals.task_postrun.connect"),
    EntryPoint("base", "celery.Task", ("run", "__call__", "before_start", "on_success", "on_failure", "after_return")),
    EntryPoint("base", "celery.task.Task", ("run", "__call__", "on_success", "on_failure", "after_return")),
    # Other task queues and message consumers. Workers' startup hooks are not here.
    EntryPoint("decorator", "rq.decorators.job"),
    EntryPoint("decorator", "django_rq.job"),
    EntryPoint("registration", "rq.Queue.*"),
    EntryPoint("registration", "django_rq.enqueue"),
    EntryPoint("decorator", "dramatiq.actor"),
    EntryPoint("decorator", "huey.Huey.task"),
    EntryPoint("decorator", "huey.RedisHuey.task"),
    EntryPoint("decorator", "huey.SqliteHuey.task"),
    EntryPoint("decorator", "huey.contrib.djhuey.*"),
    EntryPoint("decorator", "taskiq.InMemoryBroker.task"),
    EntryPoint("decorator", "procrastinate.App.task"),
    EntryPoint("registration", "arq.cron"),
    EntryPoint("registration", "arq.func"),
    EntryPoint("registration", "arq.worker.func"),
    EntryPoint("decorator", "faststream.kafka.KafkaBroker.subscriber"),
    EntryPoint("decorator", "faststream.rabbit.RabbitBroker.subscriber"),
    EntryPoint("registration", "pika.BlockingConnection.channel.basic_consume"),
    EntryPoint("registration", "google.cloud.pubsub_v1.SubscriberClient.subscribe"),
    # AWS Lambda.
    EntryPoint("name", "lambda_handler"),
    EntryPoint("name", "handler(event, context)"),
    EntryPoint("annotation", "aws_lambda_powertools.utilities.typing.LambdaContext"),
    EntryPoint("decorator", "aws_lambda_powertools.Logger.inject_lambda_context"),
    EntryPoint("decorator", "aws_lambda_powertools.Tracer.capture_lambda_handler"),
    EntryPoint("decorator", "aws_lambda_powertools.utilities.data_classes.event_source"),
    EntryPoint("decorator", "aws_lambda_powertools.event_handler.APIGatewayRestResolver.*"),
    EntryPoint("decorator", "aws_lambda_powertools.event_handler.APIGatewayHttpResolver.*"),
    EntryPoint("decorator", "chalice.Chalice.*"),
    EntryPoint("decorator", "chalice.Blueprint.*"),
    # Functions of Azure and Google. The trigger of a warm-up is not here.
    EntryPoint("annotation", "azure.functions.HttpRequest"),
    EntryPoint("annotation", "azure.functions.QueueMessage"),
    EntryPoint("annotation", "azure.functions.ServiceBusMessage"),
    EntryPoint("annotation", "azure.functions.TimerRequest"),
    EntryPoint("decorator", "azure.functions.FunctionApp.route"),
    EntryPoint("decorator", "azure.functions.Blueprint.route"),
    EntryPoint("decorator", "functions_framework.http"),
    EntryPoint("decorator", "functions_framework.cloud_event"),
    # Model Context Protocol. A lifespan is not here.
    EntryPoint("decorator", "mcp.server.fastmcp.FastMCP.*"),
    EntryPoint("decorator", "mcp.server.FastMCP.*"),
    EntryPoint("decorator", "fastmcp.FastMCP.*"),
    EntryPoint("decorator", "mcp.server.Server.*"),
    EntryPoint("decorator", "mcp.server.lowlevel.Server.*"),
    EntryPoint("registration", "mcp.server.fastmcp.FastMCP.tool"),
    EntryPoint("registration", "mcp.server.fastmcp.FastMCP.add_tool"),
    EntryPoint("annotation", "mcp.server.fastmcp.Context"),
    EntryPoint("annotation", "fastmcp.Context"),
    # LangChain and LangGraph.
    EntryPoint("decorator", "langchain_core.tools.tool"),
    EntryPoint("decorator", "langchain.tools.tool"),
    EntryPoint("decorator", "langchain.agents.tool"),
    EntryPoint("registration", "langchain_core.tools.Tool"),
    EntryPoint("registration", "langchain_core.tools.Tool.from_function"),
    EntryPoint("registration", "langchain_core.tools.StructuredTool.from_function"),
    EntryPoint("registration", "langchain.tools.Tool"),
    EntryPoint("registration", "langchain.tools.StructuredTool.from_function"),
    EntryPoint("registration", "langchain.agents.Tool"),
    EntryPoint("registration", "langchain.agents.create_agent"),
    EntryPoint("registration", "langgraph.prebuilt.create_react_agent"),
    EntryPoint("registration", "langgraph.prebuilt.ToolNode"),
    EntryPoint("base", "langchain_core.tools.BaseTool", ("_run", "_arun")),
    EntryPoint("base", "langchain.tools.BaseTool", ("_run", "_arun")),
    EntryPoint(
        "base",
        "langchain_core.retrievers.BaseRetriever",
        ("_get_relevant_documents", "_aget_relevant_documents"),
    ),
    # Other makers of agents.
    EntryPoint("decorator", "agentc.catalog.tool"),
    EntryPoint("decorator", "agentc.tool"),
    EntryPoint("decorator", "agents.function_tool"),
    EntryPoint("decorator", "pydantic_ai.Agent.*"),
    EntryPoint("decorator", "crewai.tools.tool"),
    EntryPoint("base", "crewai.tools.BaseTool", ("_run",)),
    EntryPoint("decorator", "smolagents.tool"),
    EntryPoint("base", "smolagents.Tool", ("forward",)),
    EntryPoint("decorator", "strands.tool"),
    EntryPoint("decorator", "agno.tools.tool"),
    EntryPoint("decorator", "haystack.tools.tool"),
    EntryPoint("registration", "llama_index.core.tools.FunctionTool.from_defaults"),
    EntryPoint("registration", "google.adk.tools.FunctionTool"),
    # Pages that are drawn anew, and chats. on_chat_start is once a session, and not here.
    EntryPoint("script", "streamlit"),
    EntryPoint("decorator", "streamlit.fragment"),
    EntryPoint("decorator", "dash.callback"),
    EntryPoint("decorator", "dash.Dash.callback"),
    EntryPoint("registration", "gradio.Interface"),
    EntryPoint("registration", "gradio.ChatInterface"),
    EntryPoint("registration", "gradio.Button.click"),
    EntryPoint("decorator", "nicegui.ui.page"),
    EntryPoint("decorator", "chainlit.on_message"),
    EntryPoint("decorator", "discord.ext.commands.Bot.command"),
    EntryPoint("decorator", "discord.app_commands.CommandTree.command"),
    EntryPoint("registration", "telegram.ext.CommandHandler"),
    EntryPoint("decorator", "slack_bolt.App.*"),
)

#: Packages of servers that call handlers in the process of the script that starts them. Workers of queues do not.
SERVERS = frozenset(
    {
        "aiohttp", "bottle", "cherrypy", "falcon", "fastapi", "flask", "flask_restful", "flask_restx", "flask_smorest",
        "flask_socketio", "http", "litestar", "quart", "sanic", "socketserver", "starlette", "tornado",
    }
)  # fmt: skip

#: Names of functions that a framework may call whatever the module imports.
HANDLERS = frozenset(row.name.partition("(")[0] for row in ENTRY_POINTS if row.how == "name")
