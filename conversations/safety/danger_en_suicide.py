"""English phrases about ending one's life, said clearly.

Written by structure rather than as whole sentences, so that person, tense and swearing do not matter. The notation is
that of `phrases.py`, the sets in braces are in `words_en.py`. Grow these with members, test files first.
"""

from typing import Final

SUICIDE: Final = """
    kill|kills|killing|killed|murder {self}
    kms|kys
    kill {my} own? self
    suicide|suicidal|suicides|unalive|unaliving|unalived
    end|ends|ending|ended {my} ~ life|lives
    end|ends|ending|ended life
    end|ends|ending|ended it|things|everything for_good|for_ever|forever|once_and_for_all
    end|ends|ending|ended it|things all
    end|ends|ending|ended everything
    end|ending {self}
    {intend} end|ending it|everything|things
    ending it tonight
    take|takes|taking|took|taken {my} own? life|lives
    {wish} to die|dead|death
    {wish} to be|get|stay dead
    not ~ want|wish to be alive
    not sure|know ~ want to live
    better|happier|easier off? if|when {who} was|were|am not
    be dead
    why ~ keep|still living|alive
    worth living for
    nothing|what|little|not ~ to live for
    {can_not} live any_more|any_longer
    i have got? no life left
    by the time you|anyone|someone ~ read|reads|get this
    ligature|ligatures
    not want to see another_day|tomorrow|the_morning|christmas
    should|could|meant|better have died
    dying|death is|would|seems|sounds|looks|feels be? so? easier|better|peaceful|nice|good|only_way|the_answer
    need|needs|needed to die
    need|needs to be dead
    stood|stand|standing|sat|sitting|laid|lying on the? train|tube|railway? tracks|ledge
    why do|can not? i not? die
    better|happier|easier dead
    not ~ stay|keep|remain alive
    sleep and|to|then not|never wake|waking
    i have get|got|bought the|a|my|some rope$
    if i died|disappeared|was_gone|was_dead|was_not_here ~ nobody|who|anyone|would|they
    not see|get|have|find the|a|any? point|reason|use in|of|to ~ alive|living|life
    they|you|all would be better without me
    wish|wishes|wished|wishing|if_only {who} was|were|am|is dead|gone
    wish|wishes|wished|wishing {who} had died|dead|drowned
    wish|wishes|wished|wishing|hope|hopes|hoping {who} ~ not|never wake|woke|woken|waking
    wish|wishes|wished|wishing|hope|hopes|hoping {who} can|could|would? die|died
    wish|wished someone|somebody|something|god would kill|take|end me
    {intend} dying
    ready|prepared|decided|deserve|deserves|deserved|meant|supposed|prefer|rather to? die
    rather be dead
    let|help me die
    should|must be dead
    i should|must die
    would be|feel|is|are|am better dead
    better|happier|easier if|when {who} was|were|is|am|die|died|are dead|gone
    better|happier|easier if|when {who} die|died|dies
    better if|when {who} was|were|am not here|around|alive
    better off dead|gone
    better off if {who} was|were|am dead|gone|not_here
    better off without me|him|her|us
    everyone|everybody|world|family|kids|people ~ better without me
    nobody|anyone|anybody|who would|will ~ miss|notice|care ~ if|when ~ die|died|dead|gone|disappeared
    miss|notice|care me? if|when i was|were|am? gone|dead|died|disappeared|not_here
    die|dies|dying in my sleep
    go|fall to sleep and|to not|never wake|waking
    {not} want|wish|wanting to live
    {not} want|wish|wanting to be|stay|feel alive|living
    {not} want|wish to exist
    {not} want|wish to be existing
    {not} want|wish to wake up
    {not} feel like living|being_alive|waking_up
    never wake|waking up
    no longer want to live|exist
    no longer want to be alive|here
    nothing|nowt|anything left? to live for
    no|any|not_a|not_one|without|lost|have_the reason|reasons|desire|wish|point left? to|for live|living|be_alive|exist|stay_alive|keep_living|go_on_living
    no|any reason|point in|of|to stay|staying|being alive
    hate|hating|regret being alive
    stop|end living
    what is|are|the? ~ point ~ living|life|alive
    life is not worth it|living|anything|this
    not worth living
    life ~ worth living ~ more|longer
    not care if|whether {who} ~ live|die|lived|died|dies
    live or die
    hang|hangs|hanging|hung|hanged {self}
    noose|nooses
    rope|belt ~ round|around my neck
    slit|slits|slitting|slash|slashing|slashed|cut|cuts|cutting|open|opening {my} ~ wrists|wrist|throat|veins|vein|artery|arteries
    {intend} jump|jumping
    jump|jumps|jumping|jumped|leap|leaping off|from|out ~ {high}
    step|stepping|walk|walking off ~ bridge|roof|balcony|ledge|cliff|platform|viaduct|building
    jump|jumps|jumping|jumped|step|stepping|walk|walking|run|running|lie|lying|throw|get|go in_front of ~ {wheels}
    jump|jumps|jumping|jumped|walk|walking|lie|lying|go|get under ~ {wheels}
    jump|jumps|jumping|jumped|step|stepping|walk|walking|run|running into the? oncoming|moving? traffic
    jump|jumps|jumping|jumped|step|stepping|walk|walking|lie|lying|sit|stand down? on|onto the? train|tube|railway? tracks|track|rails|railway
    walk|walking|go|going into|in the sea|river|canal|thames and ~ drown|not
    jump|jumps|jumping|jumped into|in ~ thames|river|canal
    throw|throws|throwing|threw|chuck|chucking|fling|flinging|lob {self} off|under|from|over|out_of|out_the|in_front
    throw|throws|throwing|threw|chuck|chucking|fling|flinging|lob {self} in|into ~ river|canal|thames|sea|traffic|road|water
    drown|drowns|drowning|drowned|gas|gassing|gassed|shoot|shooting|shot|suffocate|suffocating {self}
    poison|poisoning|poisoned|electrocute|strangle|strangling|smother|smothering|stab|stabbing|stabbed {self}
    top|topping|topped {self}
    {intend} off|offing|neck|necking {self}
    offed {self}
    do|did|doing|done {self} in
    do|did|doing|done away with {self}
    string|stringing|strung|finish|finishing|finished {self} up|off
    set|setting {self} on_fire|alight
    bleed to death|out
    starve|starving|drink|drinking {self} to_death
    blow|blowing|blew {my} ~ brains|head
    bullet|bullets in|through {my} ~ head|brain|skull
    crash|crashing ~ car on_purpose
    drive|driving|drove ~ car|van into|off ~ wall|tree|bridge|cliff|river
    {intend} overdose|overdosing|od
    {intend} take|taking|have|having an? overdose|od
    {plan} take|taking|swallow|swallowing|neck|necking {whole}|{many} ~ {pills}
    saving|saved|stashing|stashed|hoarding|hoarded|stockpiling|stockpiled up? {my} {pills}
    goodbye|farewell letter|letters|note|notes
    final goodbye|goodbyes
    {intend} join|joining|be_with my ~ heaven
    think|thinks|thinking|thoughts|thought|dream|dreaming|dreams|fantasise|fantasising about|of dying|death|ending_it|ending_things|ending_everything|being_dead
    plan|plans|planning|planned {my} ~ death|funeral
    plan|plans|planning|planned|way|ways|how to die
    easiest|quickest|painless|most_painless|least_painful way|ways to die|go|do_it
    how|method|methods ~ end it all
    attempt|attempts|attempted on {my} ~ life
    tried|trying|try|tries to|and? die
    not safe from|with|by {self}
    keep|keeping {self} safe from {self}
    danger|risk to {self}
    not trust {self} alone|not_to|tonight|to_be_alone|on_my_own
    voices|voice ~ tell|tells|telling|say|says|saying|want|wants ~ die|kill|jump|end
    last|final|my time|day|night|hours ~ on_earth|alive|on_this_earth
    not be|being alive tomorrow|in_the_morning|much_longer|long|by|next
    not ~ see tomorrow|morning|christmas ~ alive
    sooner ~ dead the better
    my life is over
    {intend} end|ending the|this|my|all ~ pain|suffering|misery
"""
