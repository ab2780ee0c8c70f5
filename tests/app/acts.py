"""What a person does in the window, for the tests of it."""

from timeline_app.app.main import Program


def act(program: Program, action_id: str) -> None:
    program.commands.menus.actions[action_id].trigger()
