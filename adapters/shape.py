"""The shape of what a platform sends: strict models, and where something departs from one."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError


class Part(BaseModel):
    """Strict: a number is no text, and nothing becomes what it is not."""

    model_config = ConfigDict(strict=True, extra="ignore")


def fault_in(shape: type[Part], sent: object) -> str | None:
    """Where it departs from the shape, by the names of two fields at most; None where it fits.

    Never a value: what stands there may be somebody's words.
    """
    try:
        shape.model_validate(sent)
    except ValidationError as error:
        place = error.errors(include_input=False, include_url=False)[0]["loc"]
        # Names of fields are ours, but for those of a dictionary, which anybody may have chosen.
        return ".".join(str(one) for one in place[:2]) or "event"
    except RecursionError:
        return "depth"
    return None
