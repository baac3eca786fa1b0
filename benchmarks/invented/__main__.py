"""`python -m invented`: print some utterances with their printings, and what was done how often."""

from __future__ import annotations

import argparse
from collections import Counter
from random import Random

from . import Printed, __doc__, corpus, outlet_name, speaker_name


def main() -> None:
    """Print some groups, and what was done how often."""
    parser = argparse.ArgumentParser(
        "invented", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=10, help="how many utterances to print")
    args = parser.parse_args()
    rng = Random(args.seed)  # noqa: S311 the same sample on every run
    # Of utterances that begin in this stretch, those that are printed more than once are the ones to read.
    groups: dict[int, list[Printed]] = {}
    hows: Counter[str] = Counter()
    for printed in corpus(args.quotes, seed=args.seed):
        hows[printed.how.rpartition(", ")[2]] += 1
        if printed.utterance < 20 * args.sample:
            groups.setdefault(printed.utterance, []).append(printed)
    shown = rng.sample(sorted(groups), min(args.sample, len(groups)))
    for number in sorted(shown):
        first = groups[number][0]
        print(f"{number}  {speaker_name(first.speaker)}, {len(groups[number])} printings")
        for printed in groups[number]:
            print(
                f"    {printed.day} {outlet_name(printed.outlet)} [{printed.kind}, {printed.how}]",
                f"        {printed.text}",
                sep="\n",
            )
    print()
    for how, count in hows.most_common():
        print(f"{how:12} {100 * count / args.quotes:5.1f} %")


if __name__ == "__main__":
    main()
