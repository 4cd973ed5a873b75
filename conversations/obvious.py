"""Words that obviously mean an option, by the option's key and the language. Labels and numbers always work as well."""

from collections.abc import Mapping
from typing import Final

OBVIOUS: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "en": {
        "yes": frozenset("yes,y,yeah,yep,yea,yup,aye,ok,okay,sure,please,yes please,go on,go ahead,fine,alright,start,agree,i agree".split(",")),
        "no": frozenset("no,n,nope,nah,no thanks,no thank you,not now,no ta,don't,nothing".split(",")),
        "skip": frozenset("skip,pass,next,no answer,rather not,rather not say,leave it".split(",")),
        "back": frozenset("back,go back,previous,undo".split(",")),
        "done": frozenset("done,that's all,that's it,finished,finish,end of list,nothing else".split(",")),
    },
    "es": {
        "yes": frozenset("sí,si,s,vale,ok,claro,de acuerdo,bueno,por favor,adelante".split(",")),
        "no": frozenset("no,n,no gracias,ahora no,nada".split(",")),
        "skip": frozenset("saltar,omitir,paso,siguiente,prefiero no decir".split(",")),
        "back": frozenset("atrás,atras,volver".split(",")),
        "done": frozenset("listo,lista,hecho,ya está,ya esta,eso es todo".split(",")),
    },
}

LIKE_YES: Final = frozenset({"yes", "ok", "start", "agree", "carry_on", "open", "same"})
LIKE_NO: Final = frozenset({"no", "not_now", "no_thanks", "none", "keep", "later"})


def meanings(key: str, language: str) -> frozenset[str]:
    """The plain words that mean the option with this key, in this language and in English."""
    name = "yes" if key in LIKE_YES else "no" if key in LIKE_NO else key
    return OBVIOUS["en"].get(name, frozenset()) | OBVIOUS.get(language, {}).get(name, frozenset())
