"""Words that obviously mean an option, by the option's key and the language. Labels and numbers always work as well.

Where a yes has weight (consent, age, telling somebody) only `PLAIN` counts: "ok" and "sure" may be said to anything, so
they are no yes there. Words that put a question off (`LATER`) are never a no to it; they take its way out.
"""

from collections.abc import Mapping
from typing import Final

SOFT_NO: Final[Mapping[str, str]] = {
    "en": "no thanks,no thank you,no ta,not now,not yet,not today,later,maybe later,another time,some other time,never mind,nevermind,nvm,forget it,nothing,nothing to say,no comment",
    "es": "no gracias,nada,ahora no,todavía no,todavia no,hoy no,luego,más tarde,mas tarde,después,despues,olvídalo,olvidalo,da igual,déjalo,dejalo",
}
"""Ways of leaving a question alone. Where opinions are asked they are never one of them (`passes`)."""
DONE: Final[Mapping[str, str]] = {
    "en": "done,that's all,that's it,finished,finish,end of list,nothing else",
    "es": "listo,lista,hecho,ya está,ya esta,eso es todo",
}
OBVIOUS: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "en": {
        "yes": frozenset(
            "yes,y,yeah,yep,yea,yup,aye,ok,okay,sure,please,yes please,go on,go ahead,fine,alright,start,agree,i agree".split(
                ","
            )
        ),
        "no": frozenset("no,n,nope,nah,no thanks,no thank you,not now,no ta,don't,nothing".split(",")),
        "skip": frozenset("skip,pass,next,no answer,rather not,rather not say,leave it".split(",")),
        "back": frozenset("back,go back,previous,undo".split(",")),
        "done": frozenset(DONE["en"].split(",")),
        "done_or_none": frozenset(f"{DONE['en']},{SOFT_NO['en']}".split(",")),
        "passes": frozenset(
            f"skip,skip it,skip this,pass,next,no answer,rather not,rather not say,leave it,{DONE['en']},{SOFT_NO['en']}".split(
                ","
            )
        ),
        "plain_yes": frozenset("yes,y,yeah,yep,yea,yup,aye".split(",")),
        "plain_no": frozenset("no,n,nope,nah".split(",")),
        "later": frozenset(
            "later,decide later,not now,not yet,maybe later,another time,some other time,not today".split(",")
        ),
        "weekly": frozenset("weekly,every week,once a week,each week,1 week,every 7 days".split(",")),
        "fortnight": frozenset(
            "fortnight,fortnightly,every fortnight,once a fortnight,a fortnight,two weeks,every two weeks,every other week,2 weekly".split(
                ","
            )
        ),
        "month": frozenset("month,a month,one month,4 weeks".split(",")),
        "week": frozenset("week,a week,one week,7 days".split(",")),
        "monthly": frozenset(
            "monthly,every month,each month,month,a month,one a month,every 4 weeks".split(",")
        ),
        "never": frozenset(
            "never,not at all,don't,do not,only when i ask,when i ask,only if i ask,i'll ask".split(",")
        ),
        "go_on": frozenset(
            "carry on,go on,continue,i'm ok,im ok,i am ok,i'm okay,im okay,i am okay,i'm fine,im fine,i am fine,i'm alright".split(
                ","
            )
        ),
        "not_me": frozenset(
            "not me,it's not me,its not me,not about me,false alarm,a mistake,i didn't mean it,i didnt mean it".split(
                ","
            )
        ),
        "cant": frozenset(
            "can't make it,cant make it,cannot make it,i can't make it,i cant make it,i cannot make it,sorry can't make it,can't come,cant come,cannot come,i can't come,i cant come,i cannot come,sorry can't come,not coming,i'm not coming,im not coming,won't make it,i won't make it".split(
                ","
            )
        ),
        "mon": frozenset("mon,mons,mondays,on monday".split(",")),
        "tue": frozenset("tue,tues,tuesdays,on tuesday".split(",")),
        "wed": frozenset("wed,weds,wednesdays,on wednesday".split(",")),
        "thu": frozenset("thu,thur,thurs,thursdays,on thursday".split(",")),
        "fri": frozenset("fri,friday,fridays,friday am,on friday,fri morning,fri am".split(",")),
    },
    "es": {
        "yes": frozenset("sí,si,s,vale,ok,claro,de acuerdo,bueno,por favor,adelante".split(",")),
        "no": frozenset("no,n,no gracias,ahora no,nada".split(",")),
        "skip": frozenset("saltar,omitir,paso,siguiente,prefiero no decir".split(",")),
        "back": frozenset("atrás,atras,volver".split(",")),
        "done": frozenset(DONE["es"].split(",")),
        "done_or_none": frozenset(f"{DONE['es']},{SOFT_NO['es']}".split(",")),
        "passes": frozenset(
            f"saltar,omitir,paso,siguiente,prefiero no decir,{DONE['es']},{SOFT_NO['es']}".split(",")
        ),
        "plain_yes": frozenset("sí,si,s".split(",")),
        "plain_no": frozenset("no,n".split(",")),
        "later": frozenset(
            "luego,más tarde,mas tarde,después,despues,ahora no,todavía no,todavia no,hoy no".split(",")
        ),
        "weekly": frozenset("semanal,semanalmente,cada semana,todas las semanas".split(",")),
        "fortnight": frozenset("quincenal,cada quincena,cada dos semanas,dos semanas".split(",")),
        "monthly": frozenset("mensual,mensualmente,cada mes,todos los meses".split(",")),
        "never": frozenset("nunca,solo si pregunto,sólo si pregunto".split(",")),
        "go_on": frozenset("seguir,sigue,continuar,estoy bien".split(",")),
        "not_me": frozenset("no es sobre mí,no es sobre mi,no soy yo".split(",")),
        "mon": frozenset("lun,lunes,los lunes".split(",")),
        "tue": frozenset("mar,martes,los martes".split(",")),
        "wed": frozenset("mié,mie,miércoles,miercoles".split(",")),
        "thu": frozenset("jue,jueves,los jueves".split(",")),
        "fri": frozenset("vie,viernes,los viernes".split(",")),
    },
}
PLAIN: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "en": {
        "yes": frozenset("yes,y,yes please,i agree,agree,yes i agree".split(",")) | {"yes, i agree"},
        "no": frozenset("no,n,nope,nah,no thanks,no thank you,no ta,i do not agree,i don't agree".split(",")),
    },
    "es": {
        "yes": frozenset(
            "sí,si,s,sí por favor,si por favor,acepto,de acuerdo,estoy de acuerdo,sí acepto,si acepto".split(
                ","
            )
        ),
        "no": frozenset("no,n,no gracias,no acepto,no estoy de acuerdo".split(",")),
    },
}
LATER: Final[Mapping[str, frozenset[str]]] = {
    language: words["later"] | words["skip"] for language, words in OBVIOUS.items()
}
DECLINES: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset(
        "no,nope,nah,no thanks,no thank you,no ta,nothing,skip,later,not now,never mind,nevermind,nvm,cancel,forget it,leave it,rather not,rather not say".split(
            ","
        )
    ),
    "es": frozenset(
        "no,no gracias,nada,saltar,omitir,luego,ahora no,cancelar,olvídalo,olvidalo,da igual,déjalo,dejalo".split(
            ","
        )
    ),
}
"""Beside free words, what takes the way out. Left out: single letters and words that may be somebody's name."""

LIKE_YES: Final = frozenset({"yes", "ok", "start", "agree", "carry_on", "open", "same", "quiet"})
LIKE_NO: Final = frozenset({"no", "not_now", "no_thanks", "none", "keep", "later", "end"})


def meanings(key: str, language: str, *, exact: bool = False) -> frozenset[str]:
    """The plain words that mean the option with this key, in this language and in English. `exact`: no near words."""
    name = "yes" if key in LIKE_YES else "no" if key in LIKE_NO else key
    if exact:
        return _both(PLAIN, name, language)
    return _both(OBVIOUS, name, language) | _both(OBVIOUS, "later" if key == "not_now" else key, language)


def puts_off(said: str, language: str) -> bool:
    """Whether these plain words leave a question for another day."""
    return said in LATER["en"] or said in LATER.get(language, ())


def declines(said: str, language: str) -> bool:
    """Whether these plain words, where own words are asked for, mean that there are to be none."""
    return said in DECLINES["en"] or said in DECLINES.get(language, ())


def _both(words: Mapping[str, Mapping[str, frozenset[str]]], name: str, language: str) -> frozenset[str]:
    return words["en"].get(name, frozenset()) | words.get(language, {}).get(name, frozenset())
