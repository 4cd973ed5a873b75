"""English ways to ask for fewer messages inside a longer one (PACE.md, section 9; the card is ST-02)."""

from typing import Final

STOP: Final = """
    please stop
    stop please
    ^stop$
    ^stop now|it|this|that|bot|ok|already|everything
    can|could|will|would you stop
    can|could|will|would you not? leave me alone
    want|need|wish|like|asked|told|tell|ask|telling|asking you|it|this|these|them|bot to? stop
    stop {messaging}
    stop {messaging} me|us|this|these|so|all
    stop {all}? {messages}
    stop me getting
    stop bothering|pestering|spamming|harassing|nagging|hassling|bugging|disturbing|annoying me|us
    stop contact|contacting
    stop it with|now|all
    stop all this|that|of
    make|want it|these|this|them|messages to? stop
    i want|need|wish to stop$
    i want|need to stop {messages}
    i want|need to stop getting|receiving|having {all}? {messages}
    i say|said stop
    can|could|how do|can|could i stop this|these|getting|receiving|{messages}
    can|could i|we stop {all}? {messages}
    when will|do you|this|it|these|they stop
    not|never {message} to? me
    not|never {message} any|more|again
    not send me
    not send any|more|{all} {messages}
    not want any|more|{all}|to {messages}|more|get|receive|hear|be_messaged|be_contacted
    no more {messages}
    enough|many|much of? {all}? {messages}
    sick|tired|fed_up of|with {all}? {messages}
    leave me alone
    leave me be|in_peace
    unsubscribe me
    take|get me off
    remove me from|off
    opt|opting me? out of
    opt|opting me? out$
    stop getting|receiving these|this|them|your
    go away please|bot|now
    stop talking|writing|speaking|texting to me
"""

MESSAGING_SETS: Final = {
    "messaging": "messaging texting writing sending contacting emailing mailing ringing calling phoning pinging notifying reminding"
    " messagin textin sendin",
    "message": "message text write contact email ring call phone msg txt ping remind",
    "messages": "messages message texts text questions reminders reminder notifications notification msgs msg txts updates check_ins"
    " checkins surveys emails alerts news broadcasts",
    "all": "all the these your those this all_the all_these all_your all_of_these all_this such so_many any my",
}

NOT_STOP: Final = """
    stop by|at|off|in|outside|over|for|on|near|smoking|drinking|using|raining|being|laughing|crying|eating|gambling|vaping|worrying|thinking|having|changing|moving|cancelling|closing|cutting
    stop people|them|him|her|staff|members|others|everyone|someone|anyone|workers|landlords|kids|dogs|evictions
    stop the|a|that bus|car|leak|leaks|train|water|noise|clock|music|meeting|eviction|evictions|cuts|war|mould|damp|draught|closure|rumours|tap|video|recording
    bus|full|tram|next|last|non|first|pit|door|short stop
    stop talking over|about|at|when|while
    stop calling us|people|me|it|them
    stop it happening|getting|from|leaking|going|falling|dripping|blowing
    stop sending|writing|contacting people|letters|minutes|out|the_minutes|the_agenda|letters_in
    stop now and? then
    stop that? from
"""
