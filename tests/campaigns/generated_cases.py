"""Ten thousand generated cases held against the engine: `python tests/campaigns/generated_cases.py [COUNT] [SEED]`.

The suite does two hundred.
"""

import sys
from time import perf_counter

from regimen.training.generate.generator import MAKERS
from regimen.training.generate.verify import verify

COUNT, SEED = 10_000, 1
STEP = 1_000


def main() -> int:
    """Verify, and print how long it took."""
    wishes = list(map(int, sys.argv[1:]))
    count, seed = (*wishes, *(COUNT, SEED)[len(wishes) :])
    begun = perf_counter()

    def told(done: int, of: int) -> None:
        if done % STEP == 0 or done == of:
            print(f"{done:,} of {of:,} in {perf_counter() - begun:.1f} s", flush=True)

    verify(seed, count, progress=told)
    each = 1000 * (perf_counter() - begun) / count
    print(f"{count:,} cases of {len(MAKERS)} kinds, seed {seed}: no mismatch; {each:.1f} ms a case")
    return 0


if __name__ == "__main__":
    sys.exit(main())
