"""The states of a verdict as options to choose from."""

from collections.abc import Mapping

from regimen.dlt.verdict import LETTER_MEANS, LETTERS, Letter, State
from regimen.training.keys.choice import Choice, Option
from regimen.training.keys.key import ALL, HALF, NOTHING

MEANS: Mapping[State, str] = {
    "pending": "the window is open, or a marrow is awaited; nothing has decided yet",
    "pending-confirmation": "a run of good counts has begun and is not settled",
    "recovered": "recovery is documented in time",
    "never-below": "counts never fell below the thresholds after treatment",
    "no-dlt-disease": "no recovery because of leukaemia: evaluable, no haematological DLT",
    "dlt": "a dose-limiting toxicity",
    "not-evaluable": "the subject cannot be counted: withdrawn, or too little treatment, or an unrelated death",
    "indeterminate": "the record cannot tell, and will not",
    "needs-adjudication": "a person has to decide first",
    "censored": "next therapy, transplant or relapse came before recovery",
}
"""State to what it says, in the order of the verdict's states."""


def state_choice(state: State) -> Choice:
    """The states to choose from; another state of the same letter is half right, for the cohort goes on alike."""
    letter = LETTERS[state]

    def option(one: State) -> Option:
        if one == state:
            return Option(one, f"{one}: {MEANS[one]}", ALL)
        same = LETTERS[one] == letter
        why = f"in the escalation it counts alike ({letter}), but it is not the state" if same else ""
        return Option(one, f"{one}: {MEANS[one]}", HALF if same else NOTHING, why)

    return Choice(tuple(map(option, MEANS)))


def letter_choice(letter: Letter) -> Choice:
    """The letters of an escalation to choose from."""
    options = (Option(one, f"{one}: {means}", ALL if one == letter else NOTHING) for one, means in LETTER_MEANS.items())
    return Choice(tuple(options))
