"""Words: one form for the many ways of writing the same word, so that terms find them."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped,unused-ignore]


def wordset(listed: str) -> frozenset[str]:
    """The words of a string, for lists that read better as lines than as literals."""
    return frozenset(listed.split())


LONGEST_WORD = 40
"""Longer strings of letters are no words; they are never stemmed."""

_NOT_FORMS = """
aint arent cannot cant couldnt didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt
neednt shant shouldnt wasnt werent wont wouldnt
"""
_IRREGULAR_NOT = {"cannot": "can", "cant": "can", "wont": "will", "shant": "shall", "aint": "is"}
NOT_CONTRACTIONS: dict[str, str] = {
    word: _IRREGULAR_NOT.get(word, word[:-2]) for word in _NOT_FORMS.split()
}
"""Contracted negations without their apostrophe, and the verb that is left (dont -> do)."""

SUFFIXES: dict[str, str] = {
    "ll": "will", "re": "are", "ve": "have", "d": "would", "m": "am",
}  # fmt: skip
"""What stands after an apostrophe and is a word of its own."""

IS_AFTER = wordset("it that there he she what who here where how when let")
"""Words after which 's is `is`; elsewhere it marks a possessive and is dropped."""

_IRREGULAR = """
ran:run kept:keep lost:lose fell:fall fallen:fall broke:break broken:break went:go gone:go
built:build taught:teach held:hold paid:pay found:find caught:catch chose:choose chosen:choose
wrote:write written:write spoke:speak spoken:speak brought:bring bought:buy thought:think
told:tell said:say sent:send spent:spend met:meet led:lead left:leave felt:feel meant:mean
knew:know known:know grew:grow grown:grow drew:draw drawn:draw threw:throw thrown:throw saw:see
seen:see sat:sit stood:stand understood:understand began:begin begun:begin rose:rise risen:rise
gave:give given:give took:take taken:take made:make came:come became:become sold:sell hid:hide
hidden:hide slept:sleep wore:wear won:win forgot:forget forgotten:forget got:get gotten:get
rang:ring rung:ring shrank:shrink shrunk:shrink stuck:stick drove:drive driven:drive died:die
dying:die children:child women:woman men:man people:person persons:person  mice:mouse
criteria:criterion analyses:analysis analyse:analysis analyze:analysis analysed:analysis
analyzed:analysis proven:prove shown:show does:do did:do done:do has:have had:have is:be are:be
was:be were:be been:be am:be being:be judgement:judgment programme:program programmes:program
catalogue:catalog licence:license practise:practice practised:practice practising:practice
grey:gray tonnes:ton fulfil:fulfill enrol:enroll enrolment:enrollment whilst:while
diarrhoea:diarrhea cheque:check ageing:aging sceptical:skeptical speciality:specialty
specialities:specialty pediatrician:pediatric pediatricians:pediatric
"""
_BASE_FORMS: dict[str, str] = dict(pair.split(":", 1) for pair in _IRREGULAR.split())
_DOUBLED = ("modell", "labell", "cancell", "travell", "signall", "channell", "counsell", "fuell",
            "levell", "totall")  # fmt: skip
_SPELLINGS = (
    ("isation", "ization"), ("isations", "izations"), ("ise", "ize"), ("ises", "izes"),
    ("ised", "ized"), ("ising", "izing"), ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"),
    ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"), ("oural", "oral"),
    ("ourally", "orally"), ("tre", "ter"), ("tres", "ters"), ("tred", "tered"), ("ogue", "og"),
    ("ogues", "ogs"), ("ence", "ense"),
)  # fmt: skip
_PREFIX_SPELLINGS = (
    ("paed", "ped"), ("haem", "hem"), ("anaes", "anes"), ("gynae", "gyne"),
    ("orthopaed", "orthoped"), ("oesoph", "esoph"), ("oedem", "edem"), ("foet", "fet"),
)  # fmt: skip


def _spell(word: str) -> str:
    """One spelling for British and American forms; applied to both sides of every comparison."""
    for old, new in _PREFIX_SPELLINGS:
        if word.startswith(old):
            word = new + word[len(old) :]
            break
    for root in _DOUBLED:
        if word.startswith(root):
            return root[:-1] + word[len(root) :]
    if len(word) >= 6:
        for old, new in _SPELLINGS:
            if word.endswith(old):
                return word[: -len(old)] + new
    return word


_APART = """
clinical:clinically critical:critically important:importance,importantly several
positive:positives,positively,positivity negative:negatives,negatively objective:objectives
personal:personally,personalize,personalized,personalization,personality customer:customers
customize:customized,customizes,customizing,customization authority:authorities
authorize:authorized,authorizes,authorizing,authorization medication:medications minority:minorities
information:informational relative:relatives government:governments,governmental
generalize:generalizes,generalized,generalizing,generalization identical conversation:conversations
initial:initially responsible:responsibility,responsibilities,responsibly
subjective:subjectively improvise:improvised,improvises,improvising excellent
publication:publications discretion politely:polite likely diversion
localize:localized,localizes,localizing,localization experiment:experiments,experimental
"""
_OWN_STEMS: dict[str, str] = {
    form: family.partition(":")[0]
    for family in _APART.split()
    for form in family.replace(":", ",").split(",")
}
"""Words that the stemmer would make one with others of another sense: clinical is no clinic."""

_OWN_SENSE = re.compile(r"([a-z]{3,})(?:(ful|less|abl)(?:e|y|ly|ness)?|abilit(?:y|ies))")
"""Words whose ending makes another sense of them: careful is not care, acceptable not accepted."""


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The form under which a lower-case word is compared: spelling, base form and stem folded.

    `monitored` and `monitoring` are one, so are `prioritise` and `prioritized`, `kept` and `keep`.
    """
    if len(word) > LONGEST_WORD or not word.isascii():
        return word
    base = _BASE_FORMS.get(word, word)
    spelled = _spell(base)
    spelled = _BASE_FORMS.get(spelled, spelled)
    if spelled in _OWN_STEMS:
        return _OWN_STEMS[spelled]
    own = _OWN_SENSE.fullmatch(spelled)
    if own:
        return own[1] + (own[2] or "abl")
    return str(_stemmer().stemWord(spelled))
