"""Functions of libraries that never come back, and loops of libraries that end by themselves.

The functions raise what their framework catches, or end the program. Sources: the documentation of each library, and
the types of what is raised in its released code.
"""

from __future__ import annotations

#: The dotted name of each, with what it raises: a builtin exception or a kind of it that handlers do not name, or ""
#: for an error of the library.
RAISES = {
    "argparse.ArgumentParser.error": "SystemExit",
    "argparse.ArgumentParser.exit": "SystemExit",
    "ansible.module_utils.basic.AnsibleModule.exit_json": "SystemExit",
    "ansible.module_utils.basic.AnsibleModule.fail_json": "SystemExit",
    "apiflask.abort": "",
    "bottle.abort": "",
    "optparse.OptionParser.error": "SystemExit",
    "optparse.OptionParser.exit": "SystemExit",
    "sanic.exceptions.abort": "",
    "bottle.redirect": "",
    "flask.abort": "",
    "flask_restful.abort": "",
    "flask_restx.abort": "",
    "flask_smorest.abort": "",
    "pytest.exit": "",
    "pytest.fail": "BaseException",
    "pytest.skip": "BaseException",
    "pytest.xfail": "BaseException",
    "quart.abort": "",
    "streamlit.experimental_rerun": "BaseException",
    "streamlit.rerun": "BaseException",
    "streamlit.stop": "BaseException",
    "streamlit.switch_page": "BaseException",
    "unittest.IsolatedAsyncioTestCase.fail": "AssertionError",
    "unittest.IsolatedAsyncioTestCase.skipTest": "Exception",
    "unittest.TestCase.fail": "AssertionError",
    "unittest.TestCase.skipTest": "Exception",
    "werkzeug.exceptions.abort": "",
}

#: Those that are methods: each with its class.
METHODS = tuple((owner, name) for owner, _, name in (each.rpartition(".") for each in RAISES) if "." in owner)

#: The same of objects that frameworks hand in (click, typer, grpc): the name that these have by custom, and that of the
#: method.
OF_PARAMETERS = frozenset({("context", "abort"), ("ctx", "abort"), ("ctx", "exit"), ("ctx", "fail")})

#: What a test enters by ``with`` to say that the block raises, and methods of test cases that give it; each with the
#: place, among the arguments, of a function that is called there and then instead.
EXPECTING = {
    "nose.tools.assert_raises": 1, "nose.tools.assert_raises_regex": 2, "pytest.RaisesGroup": 1, "pytest.raises": 1,
}  # fmt: skip
EXPECTING_METHODS = {"assertRaises": 1, "assertRaisesRegex": 2}

#: Decorators that say that a whole test fails, by the last part of their names.
FAILING_TESTS = frozenset({"expectedFailure", "xfail"})

#: What gives attempts, each entered by ``with``: the loop over them ends with the first one that succeeds.
RETRYING = frozenset(
    {"stamina.retry_context", "tenacity.AsyncRetrying", "tenacity.Retrying", "tenacity.asyncio.AsyncRetrying"}
)
