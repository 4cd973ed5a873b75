"""English phrases about a body hurt or poisoned now.

Written by structure rather than as whole sentences, so that person, tense and swearing do not matter. The notation is
that of `phrases.py`, the sets in braces are in `words_en.py`. Grow these with members, test files first.
"""

from typing import Final

INJURY: Final = """
    overdose|overdosed|overdosing|overdoses|od
    took|taken|swallowed|necked|downed|popped|had|taking way|far? too many$
    took|taken|swallowed|necked|downed|popped|had|taking way|far? too many of|last|and|again|i|tonight|this|because|so|but|help|today|yesterday|he|she|it|think|by|now
    took|taken|swallowed|necked|downed|popped|had|taking way|far? too many ~ {pills}|{drugs}
    took|taken|taking|smoked|injected|used way|far? too much$
    took|taken|taking|smoked|injected|used way|far? too much of? my|the|some? {pills}|{drugs}
    took|taken|taking|smoked|injected|used way|far? too much and|again|i|tonight|because|so|but|help|he|she|think|now
    {swallowed} ~ {whole} ~ {pills}
    {swallowed} {many} ~ {pills}
    took|taken|swallowed|necked|downed|popped the|those|these pills|tablets|painkillers|meds|paracetamol|codeine|insulin|sleeping_tablets$
    took|taken|swallowed|necked|downed|popped the|those|these pills|tablets|painkillers|meds|paracetamol|codeine|insulin|sleeping_tablets already|now|tonight|last_night|yesterday|because|so|but|help|and_i|and_cut|and_now|an_hour_ago
    took|taken|swallowed|necked|downed|popped my|his|her pills|tablets|painkillers|meds already? and cut|slit|slashed
    {swallowed} ~ {pills} at_once|all_at_once|in_one_go|together_and
    {swallowed} them|em all
    {swallowed} the whole? lot$
    drank|drunk|drinking|drink|swallowed|swallow|took|taken ~ bleach|antifreeze|weedkiller|poison|petrol|white_spirit|rat_poison|drain_cleaner
    swallowed|swallow|ate|eaten ~ batteries|battery|razor|razors|blade|blades|glass|poison|needle|needles|coins
    i|he|she have|has? taken|took|swallowed something$
    i have taken|took|swallowed something bad|stupid|to
    mixed ~ {pills} ~ drink|alcohol|vodka|methadone|heroin
    bleed|bleeding|bleeds|bled ~ badly|bad|heavy|heavily|lot|lots|loads|everywhere|non_stop|out|death|profusely
    bleed|bleeding ~ not stop|stopping
    bleeding from my|his|her
    i|he|she|they is|am|are bleeding
    keep|keeps bleeding
    not stop|stopping the? bleeding|blood
    bleeding ~ not stop
    blood everywhere|pouring|gushing|all_over
    blood ~ not stop
    took|taken ~ {pills} ~ scared|help|panicking|regret|dying
    stabbed|shot {self}
    {he}|friend|mate is|keeps fitting$
    {he}|friend|mate is|keeps fitting and|again|on_the_floor|badly
    hurt|injured|burned|burnt|bleeding bad|badly
    alcohol poisoning
    needs stitches
    set fire to my|the|our|his|her room|house|flat|bed|hair
    {can_not} feel my face|arm|left|legs|side|body
    {can_not} get up off|from the floor
    fell|fallen ~ {can_not} get up
    need|needs|got|anyone|any naloxone|narcan
    cut|burned|burnt|slashed my|his|her arm|arms|leg|legs|wrist|hand|finger|neck|stomach|foot|head|face ~ badly|bad|deep|deeply|open
    swallowed|necked|downed some|these|those|the|all ~ {pills}
    so much blood
    took|taken|taking double|triple|twice my|the|his|her ~ dose|{pills}
    {can_not} stay|keep awake
    poisoned {self}
    losing|lost|so|too a? lot|lots|loads|much of? blood
    coughing|vomiting|spitting|puking|throwing|sick|pissing|weeing up? blood
    cut|stabbed|slashed|burned|burnt|hurt|injured {self} ~ badly|bad|deep|deeply|bleeding|stitches|hospital|severely
    cut|gash|wound|wounds is|are|was so|too? deep
    cut too|so deep|deeply
    {have} cut|slit|slashed|opened {my} ~ wrist|wrists|throat|veins|arm|neck
    need stitches
    {can_not} breathe|breath
    not|stopped breathe|breathing
    struggling|struggle|hard|trouble|difficulty|difficult|barely|hardly|fighting to|for? breathe|breathing|breath
    i|he|she|baby is|am|are choking
    chest pain|pains
    pain|pains|tight|tightness|crushing in|across my|his|her chest
    having|had|had|have|think a? heart attack
    having|had|having|have|think a? stroke
    having|had|has|have|keeps a seizure|fit|seizures
    having seizures|fits
    {can_not} wake|rouse him|her|them|my|me
    will not wake
    not waking up
    unconscious|unresponsive
    not responding|conscious
    passed out
    i|he|she|have|has|keep|keeps|just_now blacked|blacking out
    {he}|i|has|have collapsed
    {he} is collapsed
    lips|face|hands|fingers|gone|going|turned|turning|is|are ~ blue
    been|got|getting|was|were stabbed|shot|knifed|glassed
    stabbed|knifed|shot|glassed me|him|her|them|someone|somebody
    stabbed|knifed|shot|glassed my {family}
    stab|gunshot wound|wounds
    hit|run|knocked by|over|down by? a|the car|bus|lorry|van|bike|train|taxi|motorbike
    been|got|getting run|knocked over|down
    badly|seriously hurt|injured|burned|burnt|wounded
    severely|seriously injured|hurt|burned
    broke|broken|fractured my|his|her ~ skull|neck|back|ribs|rib|jaw|arm|leg|nose
    head injury
    hit|banged|cracked|smashed my|his|her head ~ bleeding|dizzy|hard|badly|sick
    drink|drinks spiked
    spiked my|his|her drink
    been|was|got|getting spiked|drugged|poisoned
    i have|has? drugged|poisoned
    drugged me|him|her
    set|on fire to? {self}
    my|his|her|our|the clothes|hair|flat|house|room|bed|building is|are on fire
    need|needs|call|get|send|want|phone|ring me|him|her|us|for? an? ambulance
    call|ring|dial|phone 999|112
    need|needs ~ hospital now|quick|quickly|urgently
    diabetic coma|hypo
    i|he|she am|is dying
    feel|feels|think like|i|am|is dying
    bad reaction to ~ {pills}|spice|drugs|gear|batch
    gone over ~ {pills}|heroin|gear
    withdrawal|withdrawals fit|fits|seizure|seizures
    frothing|foaming at ~ mouth
"""
