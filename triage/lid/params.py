"""The numbers of language identification that are set by hand; the guard's are fitted (`tools/tune_lid.py`).

docs/parameters.md, written by `tools/sweep_lid.py`, shows what each one does on labelled documents.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """Parameters of evidence and decoding; log-likelihoods and prices in nats.

    Attributes:
        clip: the most one word can say for or against a language.
        unlisted: log-likelihood of a word that a language's list lacks but whose letters fit best there.
        temper: weight of the character model among languages whose lists lack a word.
        capital_weight: weight of a capitalised word inside a sentence: names prove nothing.
        upper_weight: weight of an all-capitals word among others.
        phrase_weight: weight of a word of an established foreign phrase.
        name_loss: how much of its weight a name has when it speaks for the matrix language.
        mixed_weight: weight of a word with a capital inside: an identifier, a brand.
        letter_weight: weight of a single letter.
        initial_weight: weight of a capitalised word that opens a sentence.
        price_line: price of a switch of language at a line break.
        price_sentence: at the end of a sentence.
        price_quote: at a quotation mark or bracket.
        price_comma: at a comma, colon, dash or slash.
        price_none: between two words of a phrase.
        price_joined: inside a compound joined by hyphen or apostrophe.
        short_text: a segment of fewer characters counts as a line.
        rise_lines: a segment of lines is decoded if some stretch of it could gain this much, before prices.
        rise_inline: the same for a segment of one long line.
        least_gain: gain from which a stretch is a candidate that the guard looks at.
        least_letters: a stretch of fewer Latin letters is never a fragment: `os`, `tid`.
        most_names_per_word: how many names the bounds may add for each word of a stretch.
        neutral_vote: a word that the matrix explains better by no more than this may belong to either language.
        prior_second: log-prior of a language of the second tier of published text.
        prior_rare: log-prior of any other language.
        least_shouted: a line of at least this many words ...
        shouted_share: ... of which more than this share are in capitals is a line in capitals.
        attested_words: the language of a fragment of at least this many small words ...
        attested_share: ... is undetermined if its list has a smaller share of them.
        expected: log-prior of an expected language, and what being in one adds to the log-odds of a fragment.
        outside: log-prior of a language outside a closed set, which still competes: what it explains best is dropped.
        wrapped_line: a line of at least this many characters may run on in the next.
        matrix_clip: how far below its best language a word's vote for another can be, where the matrix is inferred.
        matrix_prior: how many times the log-prior counts there.
        close: languages whose likelihoods are this close cannot be told apart.
        sure: confidence from which a fragment that is a whole block speaks for others like it.
        least_company: how many such blocks of one language a document may have by chance: captions, quotations.
        company_growth: what more of them add to the log-odds of another: times the logarithm of their ratio to that.
        most_company: the most that they add (nats).
        least_matrix_words: a matrix language is not inferred from fewer words.
    """

    clip: float = 9.0
    unlisted: float = -15.0
    temper: float = 0.45
    capital_weight: float = 0.3
    upper_weight: float = 0.2
    initial_weight: float = 0.6
    phrase_weight: float = 0.2
    mixed_weight: float = 0.05
    letter_weight: float = 0.35
    name_loss: float = 0.3
    price_line: float = 2.0
    price_sentence: float = 4.0
    price_quote: float = 3.5
    price_comma: float = 6.5
    price_none: float = 9.0
    price_joined: float = 14.0
    short_text: int = 60
    rise_lines: float = 3.5
    rise_inline: float = 7.0
    least_gain: float = 0.0
    least_letters: int = 4
    most_names_per_word: float = 1.5
    neutral_vote: float = 1.5
    prior_second: float = -1.5
    prior_rare: float = -2.5
    least_shouted: int = 4
    shouted_share: float = 0.75
    attested_words: int = 5
    attested_share: float = 0.25
    expected: float = 1.0
    outside: float = -2.0
    wrapped_line: int = 55
    matrix_clip: float = 4.0
    matrix_prior: float = 1.0
    close: float = 2.0
    sure: float = 0.9
    least_company: int = 2
    company_growth: float = 1.75
    most_company: float = 3.75
    least_matrix_words: int = 3


PARAMS = Params()
