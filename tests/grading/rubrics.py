"""Three small prompts written by hand, and honest replies to them, for the grader's tests."""

from __future__ import annotations

from bot.domain.prompt import Prompt, PromptHead, PromptLevel
from bot.domain.rubric import Criterion, Exemplars, Kind, Negation, Rubric, Signal, Window

LEXICON = {
    "nurse": ("nurse", "clinician", "ward staff", "triage desk"),
    "stop": ("stop", "halt", "switch off", "pull", "roll back", "shut"),
    "go": ("launch", "go live", "ship", "roll out"),
}


def criterion(
    id_: str,
    *signals: tuple[tuple[str, ...], ...],
    kind: Kind = Kind.REQUIRED,
    points: int = 3,
    negation: Negation = Negation.CANCELS,
    unless: tuple[tuple[str, ...], ...] = (),
    within: Window = Window.SENTENCE,
    partly: tuple[tuple[tuple[str, ...], ...], ...] = (),
    exemplars: Exemplars | None = None,
) -> Criterion:
    """A criterion from its signals, each a tuple of groups."""
    found = [Signal(groups, within) for groups in signals]
    found += [Signal(groups, within, partly=True) for groups in partly]
    return Criterion(
        id=id_,
        text=f"Text of {id_}.",
        kind=kind,
        points=points,
        skill="safety",
        signals=tuple(found),
        unless=unless,
        negation=negation,
        exemplars=exemplars or Exemplars(),
        probe=f"Probe of {id_}?",
        why=f"Why of {id_}.",
    )


def prompt(id_: str, question: str, model: tuple[str, ...], *criteria: Criterion) -> Prompt:
    """A prompt around some criteria."""
    head = PromptHead(id_, id_, "ai", PromptLevel.STANDARD, 8, 1, ("safety",), question, ())
    rubric = Rubric(id_, f"v-{id_}", criteria, LEXICON)
    return Prompt(head, rubric, model, ())


OUTAGE = prompt(
    "outage",
    "Your AI triage tool goes down at the busiest hour of the night. What did you require before "
    "launch so that care continues?",
    (
        "A laminated triage sheet with the same red flags lies at every desk and is drilled.",
        "The charge nurse calls the switch, and the backlog is entered within four hours.",
    ),
    criterion(
        "fallback",
        (
            ("paper", "printed", "by hand", "manual*", "clipboard", "laminated"),
            ("checklist", "protocol", "form", "sheet", "triage", "process"),
        ),
        points=4,
        partly=((("paper", "manual*"),),),
        exemplars=Exemplars(
            good=(
                "Every decision can be repeated from a laminated sheet.",
                "The nurses go back to the paper triage form.",
            ),
            near=("Downtime is a serious risk.", "We would have a plan for outages."),
            bad=("The cloud provider promises 99.99% uptime.", "I would page the engineers."),
        ),
    ),
    criterion(
        "drilled",
        (
            ("drill*", "rehears*", "practis*", "simulat*"),
            ("@nurse", "#t", "month*", "quarter*", "shift"),
        ),
        points=3,
    ),
    criterion(
        "who-decides",
        (("@nurse", "charge nurse", "doctor"), ("call*", "decide*", "trigger*", "switch")),
        points=3,
    ),
    criterion(
        "backlog",
        (("backlog", "afterwards", "catch up", "entered"), ("enter*", "record*", "#t", "system")),
        kind=Kind.BONUS,
        points=2,
    ),
    criterion(
        "limit",
        (("#t", "minutes"), ("down", "outage", "offline", "silent")),
        kind=Kind.BONUS,
        points=2,
    ),
    criterion(
        "uptime-promise",
        (("uptime", "cloud", "vendor"), ("guarantee*", "promise*", "enough", "99.99%")),
        kind=Kind.PITFALL,
        points=-4,
    ),
    criterion(
        "engineers-only",
        (("engineer*", "on-call"), ("fix it", "restart", "reboot"), ("wait*", "until")),
        kind=Kind.PITFALL,
        points=-4,
    ),
)

OUTAGE_GOOD = (
    "Before launch I asked for a printed triage protocol at every desk, with the same red flags "
    "that the tool uses. The ward staff rehearsed it once a month on a real night shift. When the "
    "tool is silent for 5 minutes, the charge nurse decides to switch, nobody has to ask an "
    "engineer. Afterwards the paper forms are entered into the system within 4 hours, the sickest "
    "patients first."
)
OUTAGE_PLAIN = (
    "There is a clipboard with the triage questions in the top drawer and everybody knows it. We "
    "simulated a black screen every quarter so the nurses are not afraid of it. If the tool is "
    "down for ten minutes the doctor in charge calls it and they work by hand. When it is back "
    "somebody has to enter what was written, before the next shift."
)
OUTAGE_NONNATIVE = (
    "For me the main is nurse must can work without the computer. So we put paper sheet with "
    "triage questions on each desk. Every month we make drill with the night shift, 20 minutes. "
    "If tool is offline more than 5 minute the head nurse decide to change on paper. After, the "
    "student write backlog in the system in 3 hour."
)

READMISSION = prompt(
    "readmission",
    "Your hospital wants a model that predicts readmissions. How do you decide whether it goes "
    "live?",
    ("Compare readmissions with a control group before anything is switched on for everybody.",),
    criterion(
        "baseline", (("baseline", "today", "before"), ("readmission*", "come back", "#%")), points=3
    ),
    criterion(
        "subgroup",
        (("subgroup", "language", "age", "insurance"), ("separate*", "split", "each", "compare")),
        points=3,
    ),
    criterion("stop-rule", (("if", "when", "above"), ("@stop",)), points=4),
    criterion(
        "no-launch-without-proof",
        (("@go",),),
        negation=Negation.REQUIRED,
        kind=Kind.BONUS,
        points=2,
        within=Window.CLAUSE,
    ),
    criterion(
        "launch-anyway", (("@go",), ("anyway", "now", "tomorrow")), kind=Kind.PITFALL, points=-6
    ),
    criterion(
        "accuracy-alone",
        (("accuracy", "AUC"), ("enough", "only", "alone")),
        kind=Kind.PITFALL,
        points=-4,
    ),
)

READMISSION_GOOD = (
    "Today 18% of our heart patients come back within a month, that is the baseline. I would "
    "compare the model for each language and insurance group separately. If the calls do not cut "
    "readmissions after three months we switch it off. We do not go live on other wards before "
    "that."
)

PRICING = prompt(
    "pricing",
    "How would you price a remote monitoring service for small clinics?",
    ("Price per monitored patient and month, below what the payer code pays.",),
    criterion(
        "unit",
        (("per patient", "per month", "per monitored patient"), ("price", "fee", "#$", "charge")),
        points=4,
    ),
    criterion(
        "payer",
        (("payer", "code", "reimburs*", "CPT"), ("pay*", "cover*", "#$", "below")),
        points=3,
    ),
    criterion(
        "who-works",
        (("@nurse", "assistant"), ("minutes", "hours", "#t")),
        kind=Kind.BONUS,
        points=2,
    ),
    criterion(
        "free-first",
        (("free", "give away"), ("forever", "later", "grow")),
        kind=Kind.PITFALL,
        points=-4,
    ),
)

PRICING_GOOD = (
    "I would charge 38 dollars per patient and month, because the payer code pays about 50 and the "
    "clinic must keep something. A medical assistant needs 15 minutes for every patient, so that "
    "comes off first."
)
