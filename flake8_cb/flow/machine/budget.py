"""The budget: how many steps a run may take, and how many paths it follows with what is left of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flake8_cb.flow.domain.joining import (
    MANY_STATES,
    MANY_STATES_ELSEWHERE,
    MOST_IMPORT_STATES,
    MOST_STATES,
    MOST_STATES_ELSEWHERE,
    thin,
)
from flake8_cb.flow.domain.state import Meter, State
from flake8_cb.flow.events import Trace
from flake8_cb.flow.machine.frames import Raised, Results
from flake8_cb.flow.machine.leaving import Leaving
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.settings import Settings

#: Statements and calls that one run may execute for each statement of the module, and at least.
STEPS_PER_STATEMENT = 40
LEAST_STEPS = 16_000

#: Objects that are looked at for the price of one step.
OBJECTS_OF_A_STEP = 200

#: Paths that are followed when half of the steps that there are have been taken.
FEW_STATES = 2


class ExhaustedError(Exception):
    """The run took more steps than its budget: what was found so far stands, the rest is silent."""


class Budget(Leaving):
    """Counts what is done, and keeps the paths few."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        super().__init__(linted, modules, settings, trace)
        self.steps = 0
        self.meter = Meter()
        self.most_steps = LEAST_STEPS
        self.narrow_from = LEAST_STEPS  # the step from which on few paths are followed, so that these come to their end

    def step(self, count: int = 1) -> None:
        self.steps += count
        if self.spent() > self.most_steps:
            raise ExhaustedError

    def within(self, steps: int, run: Callable[[], Results]) -> Results | None:
        """Run something that may take so many steps; None if it takes more, and the machine is as before."""
        most, narrow, spent = self.most_steps, self.narrow_from, self.spent()
        self.most_steps = min(most, spent + steps)
        self.narrow_from = min(narrow, spent + steps // 2)
        raised = len(self.exits.raised)
        try:
            return run()
        except ExhaustedError:
            if self.spent() > most:
                raise
            del self.exits.raised[raised:]
            return None
        finally:
            self.most_steps, self.narrow_from = most, narrow

    def spent(self) -> int:
        """Return the steps so far, with what the states have cost."""
        return self.steps + self.meter.looks // OBJECTS_OF_A_STEP

    def is_narrow(self) -> bool:
        """Report whether so many steps are taken that few paths are followed, so that these come to their end."""
        return self.spent() > self.narrow_from

    def thin(self, states: list[State]) -> list[State]:
        """Keep the paths few that meet here: fewer in another file, and the fewest when half of the steps are taken."""
        if len(states) < 2:
            return states
        if self.is_narrow():
            return self.narrowed(states)
        elsewhere = self.frame.lead is not None
        imported = elsewhere and self.frame.function is None
        most = MOST_IMPORT_STATES if imported else MOST_STATES_ELSEWHERE if elsewhere else MOST_STATES
        return thin(states, most, MANY_STATES_ELSEWHERE if elsewhere else MANY_STATES)

    def narrowed(self, states: list[State]) -> list[State]:
        """Choose the paths with most to tell, so that some are followed to their end before the steps are taken."""
        ordered = sorted(states, key=weight, reverse=True)
        for state in ordered[FEW_STATES:]:
            self.leave_out(state)
        return ordered[:FEW_STATES]

    def fewer(self, raised: list[Raised]) -> list[Raised]:
        """Keep few the paths on which one exception is under way; those on which it only is possible come first."""
        return [replace(kind, state=state) for kind, states in self.kinds_of_raised(raised) for state in states]

    def kinds_of_raised(self, raised: list[Raised]) -> list[tuple[Raised, list[State]]]:
        """Return one of each kind of exceptions under way, with the paths on which it is."""
        found: dict[object, list[Raised]] = {}
        for each in raised:
            found.setdefault((each.exception, each.foreign, each.past), []).append(each)
        ordered = sorted(found.values(), key=lambda alike: (alike[0].exception is not None, alike[0].foreign))
        return [(alike[0], self.thin([each.state for each in alike])) for alike in ordered]

    def leave_out(self, state: State) -> None:
        """Follow a path no further: what it does with its connections is not known, it may keep them.

        Those that a function has left behind nobody can keep.
        """
        left = (each for _, each in state.connections() if not (each.settled and each.outcome == "local"))
        self.trace.lasting.update(each.opening.site for each in left)
        self.trace.given_up = True


def weight(state: State) -> int:
    """Return how much there is to tell of a path: its connections, and those that are not the first."""
    return sum(1 + (each.repeated_in is not None) + bool(each.conflicts) for _, each in state.connections())
