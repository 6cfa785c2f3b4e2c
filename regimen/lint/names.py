"""Names, abbreviations and signs: what is read as another drug, another dose or another row."""

from collections.abc import Iterator
from itertools import combinations

from regimen.lint.rule import Hit
from regimen.lint.spellings import BRANDS, DRUGS, abbreviated_drugs, misread
from regimen.lint.view import View

_ALIKE = ({"0", "O"}, {"1", "I", "l"}, {"2", "Z"}, {"5", "S"}, {"6", "G"}, {"8", "B"})


def error_prone_abbreviation(view: View) -> Iterator[Hit]:
    """An abbreviation of the ISMP list in a text, or in a dose that could do without it."""
    for path, text, _ in view.scalars:
        if found := misread(text):
            yield Hit(path, f"'{found[0]}' is misread; write {found[1]}")


def drug_abbreviation(view: View) -> Iterator[Hit]:
    """A drug named by an abbreviation in a text, unless the file explains it as an agent's own."""
    explained = {agent.abbreviation.lower() for agent in view.protocol.agents.values() if agent.abbreviation}
    for path, text, prose in view.scalars:
        for name in abbreviated_drugs(text) if prose else ():
            if name.lower() not in explained:
                yield Hit(path, f"'{name}' may be read as another drug; write {DRUGS[name.lower()]}")
                break


def agent_name(view: View) -> Iterator[Hit]:
    """An agent that goes by an abbreviation or a brand."""
    for name in view.protocol.agents:
        if generic := DRUGS.get(name) or BRANDS.get(name):
            yield Hit(("agents", name), f"is no generic name; write {generic}", of_key=True)


def look_alike_letters(view: View) -> Iterator[Hit]:
    """Two drugs, or a drug and an assessment, whose letters look alike in a narrow calendar."""
    agents = [(name, agent.letter) for name, agent in view.protocol.agents.items()]
    for (one, first), (other, second) in combinations(agents, 2):
        if first.lower() == second.lower() or any({first, second} <= alike for alike in _ALIKE):
            message = f"the letter '{second}' looks like '{first}' of {one}; choose another"
            yield Hit(("agents", other, "letter"), message)
    for i, part in enumerate(view.protocol.assessments):
        for name, letter in agents:
            if part.letter == letter:
                message = f"the letter '{letter}' is that of {name}; take a lower-case one"
                yield Hit(("assessments", i, "letter"), message)
