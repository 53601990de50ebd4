"""Function words: the small words that hold sentences together and carry no subject matter."""

from __future__ import annotations

from bot.grading.words import wordset

FUNCTION_WORDS = wordset(
    """
        a an the this that these those there here i me my mine we us our ours you your yours he
    him his     she her hers it its they them their theirs who whom whose which what one ones
    someone somebody     anyone anybody everyone everybody something anything everything nothing
    nobody none myself     yourself itself themselves ourselves and or but nor so yet if unless
    until while when whenever     where wherever because since although though whereas whether as
    than then also too only just     even still already again not no never neither either both
    each every all any some most more less     few many much such same other another own of to in
    on at by for with without from into onto over     under above below between among through
    during before after against about around across along     behind beyond within upon off out up
    down near toward towards per via like is are was were be     been being am do does did doing
    done have has had having will would shall should can could may     might must need ought let
    get gets got getting go goes going went make makes made making take     takes took give gives
    gave put say says said how why very quite rather really well now once
    """
)
"""Words that any topic uses; about half of all words in prose."""
