"""Look around first (B07): the bot with made-up answers, before any yes to anything.

The desk marks every turn as practice while this flow is open, and the check-in then keeps nothing. What is shown as a
result is invented and says so.
"""

from conversations.flow import END, Ask, Flow, OneOf, Option, Say, Visit
from conversations.phrases import _

LOOK = Flow("look", steps=(
    Ask("LK-01", _("LK-01", "This is a look around. The answers are made up, and nothing is kept. What would you like to see?"), OneOf((
            Option("check_in", _("LK-01.check_in", "A check-in")), Option("result", _("LK-01.result", "Meeting results")),
            Option("team", _("LK-01.team", "What the team sees")), Option("done", _("LK-01.done", "That's all"), out=True))),
        then={"check_in": "check_in", "result": "YS-02", "team": "LK-02"}, otherwise="LK-03"),
    Visit("check_in", "check_in", then="LK-01"),
    Ask("YS-02", _("YS-02L", "Made up, to show you: 10 to 19 people replied. Did you feel heard? Most said yes. Some said a bit. "
                             "Who made the decisions? About half said shared. What got in the way most: time of day."),
        OneOf((Option("ok", _("button.ok", "OK"), out=True),)), otherwise="LK-01"),
    Ask("LK-02", _("LK-02", "The team sees group results when you do, and never who said what. Nobody on the team sees "
                            "your pace, your breaks, or a check-in that's only for you."),
        OneOf((Option("ok", _("button.ok", "OK"), out=True),)), otherwise="LK-01"),
    Say("LK-03", _("LK-03", "That was the look around. Nothing was kept. You can write any time."), then=END),
))  # fmt: skip

FLOWS = (LOOK,)
