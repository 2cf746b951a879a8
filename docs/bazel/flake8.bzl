"""Lints one file with flake8, in an action that sees nothing but what the findings of that file depend on."""

def _flake8_impl(ctx):
    findings = ctx.actions.declare_file(ctx.label.name + ".txt")
    inputs = depset([ctx.file.file] + ctx.files.inputs)
    arguments = ctx.actions.args()
    arguments.add_all([ctx.file._script, findings, ctx.file.file])
    arguments.add_all(inputs)
    ctx.actions.run_shell(
        mnemonic = "Flake8",
        progress_message = "Linting " + ctx.file.file.short_path,
        command = 'python "$@"',
        arguments = [arguments],
        inputs = depset([ctx.file._script], transitive = [inputs]),
        outputs = [findings],
        # PATH, with the environment in which flake8 is installed, comes from --action_env.
        use_default_shell_env = True,
    )
    return [DefaultInfo(files = depset([findings]))]

flake8 = rule(
    implementation = _flake8_impl,
    attrs = {
        "file": attr.label(allow_single_file = True, mandatory = True),
        "inputs": attr.label_list(allow_files = True, doc = "What `python -m flake8_cb inputs` lists for the file."),
        "_script": attr.label(allow_single_file = True, default = "//:lint_file.py"),
    },
)
