"""Whatever can be typed is printed back in one form that reads the same: Hypothesis over the whole grammar."""

from hypothesis import given
from hypothesis import strategies as st

from regimen.days import DAY_ZERO, DaySet
from regimen.notation.read import read_line
from regimen.notation.write import write_line
from regimen.protocol.canonical import protocol_text
from regimen.protocol.model import Protocol
from regimen.protocol.reader import parse_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.values import SLOTS

DRUGS = ["LEN", "cytarabine", "Cytarabine", "gemtuzumab ozogamicin", "ven", "mesna", "5fu"][:6]
KEYS = ["lenalidomide", "cytarabine", "cytarabine", "gemtuzumab-ozogamicin", "venetoclax", "mesna"]
MASS = ["mg", "mg/m2", "mg/kg", "g", " mcg/kg", " mg / m²", " mg per m2"]
LENGTH = 28
spaces = st.sampled_from([" ", "  ", "\t", ", "])


@st.composite
def days(draw: st.DrawFn, low: int, high: int) -> str:
    """A set of days between two, as somebody might type it."""
    chosen = draw(st.lists(st.integers(low, high), min_size=1, max_size=8, unique=True).map(sorted))
    text = draw(st.sampled_from([str(DaySet.of(chosen, DAY_ZERO)), ",".join(map(str, chosen))]))
    text = text.replace(",", draw(st.sampled_from([",", ", ", ",d", " , "])))
    return draw(st.sampled_from(["d", "D", "d ", "day ", "days "])) + text


number = st.sampled_from(["0.5", "1.4", "8", "50", "1000", "2400"])
mass = st.builds("{}{}".format, number, st.sampled_from(MASS).map(lambda unit: unit if unit[0] == " " else f" {unit}"))
dose = st.one_of(mass, number.map("AUC {}".format), number.map("auc{}".format))
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12).filter(
    str.strip
)
quoted = words.map(lambda text: '"' + text.replace('"', '""') + '"')
duration = st.sampled_from(["30 min", "1h", "1 h 30 min", "3 hours", "90min"])
band = st.sampled_from(["<60", ">= 60", "≤59", "18-59", "40 - 60"])


@st.composite
def clauses(draw: st.DrawFn, cycled: bool, cycles: int) -> list[str]:
    """Clauses of an item, each at most once."""
    spread = draw(st.sampled_from(sorted(SLOTS)))
    slots = SLOTS[spread].a_day
    offers = [
        st.just(draw(st.sampled_from([spread, spread.lower()]))),
        st.integers(1, slots).map("from slot {}".format) if slots > 1 else st.just("from slot 1"),
        duration.map("over {}".format),
        number.map("cap {} mg".format),
        st.just("rounded to product"),
        mass.map("total {}".format),
        band.map("age {}".format),
        band.map("weight {}".format),
        band.map("lvef {}".format),
        st.integers(1, 9).map("order {}".format),
        st.sampled_from(["premedication", "Fluid", "rescue", "supportive"]),
        quoted.map("block {}".format),
        quoted.map("site {}".format),
        quoted.map("provided {}".format),
        quoted.map("until {}".format),
        mass.map("with daunorubicin {}".format),
    ]
    if cycled:
        offers.append(st.integers(1, cycles).map("c{}".format))
    taken = draw(st.lists(st.sampled_from(range(len(offers))), max_size=6, unique=True))
    if 1 in taken and 0 not in taken:
        taken.append(0)
    return [draw(offers[i]) for i in taken]


@st.composite
def items(draw: st.DrawFn, before: list[str], cycled: bool, cycles: int, zero: bool) -> tuple[str, str]:
    """A dose item after others, and the key of its drug."""
    which = draw(st.integers(0, len(DRUGS) - 1))
    low = 0 if zero else 1
    parts = [draw(st.sampled_from(["IV", "po", "SC or IV", "intrathecal"])), *draw(clauses(cycled, cycles))]
    if before and draw(st.booleans()):
        at = draw(st.integers(0, len(before) - 1))
        nth = before[: at + 1].count(before[at])
        lag = draw(st.sampled_from(["", " 4 h", " 30 min from start", " 1 h from end"]))
        parts.append(f"{draw(st.sampled_from(['after', 'before']))} {before[at]}#{nth}{lag}")
    first = draw(days(low, 9))
    parts = draw(st.permutations([*parts, first]))
    steps = [f" > {draw(mass)} {draw(days(10 * n, 10 * n + 8))}" for n in range(1, draw(st.integers(1, 3)))]
    amount = draw(mass if steps or any(part.startswith(("cap", "total")) for part in parts) else dose)
    return draw(spaces).join([DRUGS[which], amount, *parts]) + "".join(steps), KEYS[which]


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A whole line."""
    zero, cycled, cycles = draw(st.booleans()), draw(st.booleans()), draw(st.integers(1, 4))
    head = f"day{0 if zero else 1}" if zero or draw(st.booleans()) else ""
    parts = [head + (f" is {draw(quoted)}" if draw(st.booleans()) else "")] if head else []
    keys: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        text, key = draw(items(keys, cycled, cycles, zero))
        parts.append(text)
        keys.append(key)
    if cycled:
        parts.append(draw(st.sampled_from([f"q{LENGTH} x{cycles}", f"x{cycles} q4w", f"Q {LENGTH} days x {cycles}"])))
    return draw(st.sampled_from(["; ", ";", " ;\n"])).join(parts) + draw(st.sampled_from(["", ";"]))


def written(protocol: Protocol) -> str:
    """A protocol as its line."""
    return write_line(resolve(protocol)).line


@given(lines())
def test_what_is_printed_back_reads_as_the_same_protocol(line: str) -> None:
    """read(write(read(x))) is read(x), and what is printed back is then printed back unchanged."""
    protocol = read_line(line)
    again = read_line(written(protocol))
    assert again == protocol
    assert written(again) == written(protocol)


@given(lines())
def test_a_typed_protocol_is_a_file_like_any_other(line: str) -> None:
    """The file made of a typed protocol reads as that protocol."""
    protocol = read_line(line)
    assert parse_protocol(protocol_text(protocol)) == protocol
