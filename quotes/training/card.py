"""The model card: what a set of weights is, from what it was made, how good it is, where it fails."""

from __future__ import annotations

from typing import Any

FIGURES, CARD = "figures.json", "README.md"
"""The files of a model folder that tell of it."""

_CARD = """\
# Model card: {name}

Finds attributions in English news: source, cue and content, and which belong together. It is the part of **quotes**
that decides what is a quote; everything else (quotation marks, kinds, speakers, claims) is done by ordinary code.

Written by `python -m quotes.training` together with the weights; do not edit by hand.

## What it is

- A transformer encoder, started from {base}{way}, with a
  linear layer for each of: tags (BIO over source, cue, content), links (content to cue, to source, to an earlier part
  of the same content), and names (person, organisation, place, other).{names}
- {layers} layers, from the lowest of {heads} heads and {inner} inner units; the lowest
  {around} see the context before and behind what is asked about.
- Beside the word pieces it sees the letter case, whether a word stands inside quotation marks, and where paragraphs
  begin.
- `network.onnx`: {megabytes:.1f} MB{bits}. `tokenizer.json`: the encoder's. `settings.json`: window,
  links, calibration.

## From what it was made

- PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018): {train} training articles of seven US publishers on the 2016
  election, with their attributions. Named mentions are silver (CoreNLP), as shipped with the corpus. No text of the
  articles is part of the weights' folder.
- {teaching}
- Recipe: {epochs} epochs, batches of {batch} windows of {window} pieces, AdamW, learning rate {rate:g} (heads ten times
  that), {warm_up:.0%} warm-up and linear decay, seed {seed}; {vary:.0%} of the articles get each of six changes of
  style{more}.{shares}

## How good it is

On {dev} development articles of PolNeAR, after export, by the way that users' articles take. Percent.

| figure | |
|---|---|
{figures}

Exact F1 asks for equal start and end. Overlap F1 matches contents one to one that share half of their characters
(intersection over union); end to end asks for the right source too. The development articles chose the recipe and the
number of epochs, so the figures flatter a little.

{silver}Confidence: expected calibration error {error:.3f} (ten bins, cross-validated over articles;
`reliability.svg` draws them).

| mean confidence | right | count |
|---|---|---|
{bins}

## Limits

- English only. News prose; not transcripts, court documents or social media threads.
- Trained on US political news of 2016: other topics, other Englishes and later habits are seen less well.
- PolNeAR calls attitudes (hopes, fears, plans) attributions too; the program tells them apart by the cue.
- It reads what is printed, not what is true.
"""
_NAMES = {
    "source": "exact F1, source",
    "cue": "exact F1, cue",
    "content": "exact F1, content",
    "overlap": "overlap F1",
    "overlap_precision": "overlap precision",
    "overlap_recall": "overlap recall",
    "source_accuracy": "source right, of the matched",
    "end_to_end": "end to end F1",
    "direct_recall": "direct quotes found",
    "direct_source_accuracy": "source right on direct quotes",
}
_LATER = " The layer for names was fitted to the finished network\n  (`python -m quotes.training.names`)."
_BASES = {
    "minilm": "all-MiniLM-L6-v2 (Apache-2.0; 6 layers, 384 wide, 22 million parameters)",
    "mpnet": "all-mpnet-base-v2 (Apache-2.0; 12 layers, 768 wide, 110 million parameters)",
}


def _silver(names: dict[str, float]) -> str:
    listed = ", ".join(f"{kind} {value:.1f}" for kind, value in names.items())
    return f"Names agree with CoreNLP's, which are noisy themselves, by F1 of: {listed}.\n\n"


def _shares(shares: list[float]) -> str:
    listed = ", ".join(f"{share:.0%}" for share in shares)
    return f"\n- The weights are the mean of those of {len(shares)} runs, which went on from one: {listed}."


def card(figures: dict[str, Any]) -> str:
    """The card in Markdown.

    Args:
        figures: as the training command writes them to `figures.json`.
    """
    recipe = figures["recipe"]
    weights = recipe["weights"]
    return _CARD.format(
        **{key: recipe[key] for key in ("epochs", "batch", "window", "rate", "warm_up", "seed", "vary")},
        names="" if "names" not in figures else _LATER,
        silver="" if "names" not in figures else _silver(figures["names"]),
        **figures["shape"] | {part: ", ".join(map(str, figures["shape"][part])) for part in ("heads", "inner")},
        shares=_shares(figures["shares"]) if "shares" in figures else "",
        way=", by way of a wider network trained in the same way" if recipe.get("start") else "",
        more=(f", and {recipe['hide']:.0%} of the pieces are hidden" if recipe.get("hide") else "")
        + (f". Of the layers only the lowest {recipe['layers']}" if recipe.get("layers") else ""),
        name=figures["name"],
        base=_BASES.get(recipe["base"], recipe["base"]),
        megabytes=figures["bytes"] / 1e6,
        bits=", 8-bit weights with one scale for each output channel" if figures["quantised"] else ", 32-bit weights",
        train=figures["articles"]["train"],
        dev=figures["articles"]["dev"],
        teaching=(
            f"A network trained on the same articles taught it: {weights['soft']:.0%} of the loss of the tags "
            f"is the distance to the teacher's probabilities at temperature {weights['temperature']:g}."
            if recipe["teacher"]
            else "No teacher: gold labels alone."
        ),
        figures="\n".join(f"| {_NAMES[key]} | {value} |" for key, value in figures["figures"].items()),
        error=figures["calibration"]["error"],
        bins="\n".join(
            f"| {mean:.2f} | {right:.2f} | {count} |" for mean, right, count in figures["calibration"]["bins"]
        ),
    )
