"""Words that are no typing errors of others, however close they look."""

from __future__ import annotations

from bot.grading.words import wordset

COMMON_WORDS = wordset(
    """
        accept except adverse averse affect effect affects effects affected effected advice advise
    capital capitol complaint complaints compliant compliance content contents consent contend
    complement compliment council counsel decease disease deceased diseased decent descent device
    devise devices elicit illicit eminent imminent ensure insure ensured insured ensures insures
    expend expand extend extent intend intent formal former personal personnel patience patients
    patient perspective prospective precede proceed prescribe proscribe principal principle
    relay delay relative relation resident residents resign design signed sighed statue statute
    simulate stimulate through thorough though thought trails trials trained trainee quality
    qualify     quantity quiet quite stationary stationery straight strait perfect prefect reject
    rejects     detect detects defect defects deflect reflect inject rating dating hating mating
    gating stated     staked started stared sharing staring starting stating scared scored stored
    string strong     conserve converse convert consert concert concern concerns confirm conform
    confirms conforms     reverse reserve reserved revered reversed severe served several sever
    revise devised revised     advised adviser product produce produces products induced reduced
    deduced reduces reduce deduce     seduce import impart impact impacts imports export expert
    experts exports expect inspect aspect     respect report resort retort repeat repent recent
    resent present prevent percent parent payment     moment monument movement meeting melting
    betting setting sitting fitting hitting billing     filling killing willing pulling falling
    failing calling mailing sailing trailing training     draining staining raining gaining losing
    closing choosing posing hosing dosing nosing loosing     during curing luring firing hiring
    tiring wiring caring daring baring bearing hearing wearing     tearing fearing nearing sealing
    healing dealing stealing leaning meaning cleaning learning     earning warning warming farming
    forming morning mourning turning burning binding finding     minding winding funding sending
    lending mending bending pending spending tending
    """
)
