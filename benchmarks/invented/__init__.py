"""A corpus of invented quotes whose claims are known, as large as one likes.

    PYTHONPATH=benchmarks python -m invented --quotes 10000 [--seed 1] [--sample 10]

What is said is put together from the words of `words` and `subjects` and the sentence shapes of `shapes`: promises,
facts, opinions, conditions and questions about made-up places, bodies and people. Each speaker has subjects, places and
pet phrases of their own, and comes back to them, so that different statements look alike. Newspapers then print what
was said: whole, in other marks and spellings, cut, with words left out, interrupted, as reported speech, with slips.
Reported speech is not made from the printed words: every token has both forms.

Which printings are of one utterance is the truth to measure by. Two utterances of one speaker never have a clause in
common but for the pet phrases, which no newspaper prints alone; what was said before is kept in a Bloom filter, so that
a million quotes need no more memory than a thousand. Contraries are the exception: one in some thirty utterances comes
back with nothing changed but a negation, a number, a name, a word's contrary, a modal verb or a condition. What is cut
of those keeps the place that differs.

The command prints some utterances with their printings, and what share of them is printed how.
"""

from .corpus import Printed, corpus, speakers
from .names import outlet_name, speaker_name

__all__ = ["Printed", "corpus", "outlet_name", "speaker_name", "speakers"]
