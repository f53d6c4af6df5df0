"""What the command line asks of the application. Nothing here is imported before its command is called."""

COMMANDS = {
    "serve": "selaras.web.commands.serve:serve",
    "migrate": "selaras.web.commands.migrate:migrate",
    "check": "selaras.web.commands.check:check",
    "worker": "selaras.web.commands.worker:worker",
    "audit": "selaras.web.commands.audit:audit",
    "new-instansi": "selaras.web.commands.instansi:new_instansi",
    "prepare-sample": "selaras.web.commands.sample:prepare_sample",
}
