"""The many ways in which people say why: "so that", "because", "which leaves", "this will help"."""

from __future__ import annotations

import re


def _said(cues: str, *patterns: str) -> dict[str, re.Pattern[str]]:
    """Return a way to say a reason by each of the words of which one stands in it, so that few texts are searched."""
    return dict.fromkeys(cues.split(), re.compile(rf"\b(?:{'|'.join(patterns)})\b"))


_GOOD = r"(?:improv\w+|better|good|progress|attainment|outcomes|learning|culture|safety|stability)"
_WHOM = r"(?:them|their|children|young|famil\w+|parents|carers|staff|practitioners|(?:social )?workers|managers|people)"
_SOMEBODY = (
    r"(?:he|she|they|we|it|there|his|her|their|mum|dad|baby|no one|nobody|nothing|(?:the|this) \w+|\w+(?= asked))"
)
_HAPPENED = (
    r"(?:told|felt|found|went|came|left|lost|saw|heard|thought|took|gave|became|began|broke|kept|slept|ran|hit|fell)"
)
_STATES = (
    r"(?:(?:is|are) (?!\w+e[dn]\b|said|told)|was|were|has|have|had|does|did|do not|cannot|asked for|feels?|finds?"
    rf"|{_HAPPENED}|struggles?|(?:wants?|needs?) (?!it|them))"
)
BY_CUE = {
    **_said(
        "so",
        r"so that|so as to|so (?!far|much|many|long|called|on|well|often|soon|as|too)(?=[a-z])"
        r"(?<!is so )(?<!was so )(?<!do so )(?<!done so )(?<!and so )(?<!not so )",
    ),
    **_said("because due owing", r"because|due to|owing to"),
    **_said("since", r"since (?:the|he|she|they|it|his|her|their|there) (?:[\w'-]+ ){0,3}"
                     r"(?:is|are|was|were|has|have|had|do|does|cannot|feels?)",
                     r"(?<!has )(?<!have )since (?:[\w'-]+ ){1,3}?(?:has|have) "),
    **_said(
        "as",
        r", as (?!soon|agreed|part|well)(?:[\w'-]+ ){1,4}?(?:was|were|is|are|has|have|had|did|\w+ed|told|felt"
        r"|went|left|lost)",
        rf"(?<!such)(?<!well)(?<!soon)(?<!same) as (?:{_SOMEBODY}|{_WHOM}|care leavers) {_STATES}",
        r"(?<!such)(?<!well)(?<!soon)(?<!same) as (?!(?:that|what|this|which)\b)"
        r"[\w-]+ (?:is|was) (?!\w+e[dn]\b|set\b|said\b)",
    ),
    **_said("given", r"(?<!are )(?<!is )(?<!be )(?<!were )(?<!been )(?<!being )(?<!not )"
        r"given (?:that|the|how|what|his|her|their|its|recent|this|these)"),
    **_said("order", r"in order (?:to|that|for)"),
    **_said("aim intention view light", r"with the (?:aim|intention) of|with a view to|in (?:the )?(?:light|view) of"),
    **_said("told", r"(?<!who )(?<!child )(?<!person )(?:has|have) told (?:his|her|their|the) (?:[\w'-]+ ){1,3}?that"),
    **_said("result", r"with the result that"),
    **_said(
        "distress injustice frustration uncertainty inconvenience",
        r"for (?:the|her|his|their|any) (?:[\w-]+ ){0,2}(?:distress|injustice|frustration|uncertainty|inconvenience)",
    ),
    **_said("find see locate", r"(?:could not|couldn't|unable to) (?:find|see|locate)"),
    **_said(
        "sense picture understanding feel idea",
        r"to (?:gain|get|have) a (?:better|clearer|fuller|deeper) (?:sense|picture|understanding|feel|idea)",
    ),
    **_said("recognition", r"in recognition of"),
    **_said("way means", r"as a (?:way|means) of"),
    **_said("case", r"in case (?!of\b|conference|review)"),
    **_said("otherwise", r"[,;.] otherwise"),
    **_said(
        "following",
        r"following (?:feedback|complaints?|concerns?|an? (?:\w+ )?(?:complaint|audit|review|incident|death"
        r"|inspection))",
        r"following (?:the|his|her|their|these|recent) (?:[\w-]+ ){0,2}(?:episodes?|incidents?|disclosures?"
        r"|allegations?|injur(?:y|ies)|breakdown|overdose|assault)",
    ),
    **_said("based", r", based on what"),
    **_said("enough", r"not enough (?!of\b)"),
    **_said("long", r"for too long"),
    **_said("have", r"should (?:\w+ly )?have (?:been|had|challenged|noticed|happened|told|known|seen|led)"),
    **_said(
        "rate rates number numbers proportion level levels",
        r"the (?:high|low|rising|growing|large|increasing|disproportionate) (?:rates?|numbers?|proportion|levels?) of",
    ),
    **_said("recognising acknowledging", r"(?:recognising|acknowledging) that"),
    **_said("currently still present", r"where there (?:is|are) (?:currently|still|at present) (?:no|few|little)"),
    **_said("may might could", r"(?<!such) as (?!many|much|soon|far|long|part)"
        r"(?:[\w'-]+ ){1,3}?(?:may|might|could)(?= )"),
    **_said("outstanding missed overdue", r"(?:was|were|is|are) (?:still )?(?:outstanding|missed|overdue)"),
    **_said("too", r"(?:is|are|was|were|remains?|took|takes?|end|ends|feels?) too (?!be\b)|too (?:many|few)"),
    **_said(
        "this these which",
        r"(?:[.;] (?:this|these|it|that)|, which|, and this) (?:will|would|should|can|could) (?:also |then |\w+ly )*"
        r"(?:help|support|enable|allow|reduce|improve|prevent|avoid|ensure|give|make|mean|shorten|strengthen"
        r"|protect|stop|save"
        r"|let|lead|free|assist|increase|provide (?:better|more|greater))",
    ),
    **_said("helping allowing letting freeing saving sparing", r", (?:thereby |so )?(?:helping|allowing"
                                                               r"|letting|freeing|saving|sparing)"),
    **_said("easier safer clearer simpler fairer", r"to make (?:[\w'-]+ ){1,5}?(?:easier|safer|clearer"
                                                   r"|simpler|fairer|possible)"),
    **_said("few many some most several both", r"(?<!such) as (?:few|many|some|most|several|both) (?!as"
                                               r"|of)(?:[\w'-]+ )"),
    **_said("response", r"in response to (?:the|this|these|what|an?|concerns|complaints|feedback|findings)"),
    **_said("takes", r"takes account of"),
    **_said("possible", r"mak(?:e|es|ing) it possible|to make (?:[\w'-]+ ){1,5}?possible"),
    **_said("meet meets", r"(?:that|which) (?:[\w-]+ ){0,2}meets? (?:the|their|his|her|children's) (?:[\w-]+ )?needs"),
    **_said("whom", r", (?:many|some|most|several|few|all|none|half|one|two|three) of whom"),
    **_said("meaning", r", meaning (?:that )?"),
    **_said("learning", r"(?<![a-z,] )learning from the (?!incident)"),
    **_said("interest interests", r"in the interests? of"),
    **_said(
        "benefit sake protection safety",
        r"for (?:his|her|their|the|[\w-]+'s) (?:own |[\w-]+'s )?(?:educational )?(?:benefit|sake|protection|safety)",
    ),
    **_said("enable enabling", r"to enable|enabling"),
    **_said(
        "resulting leading leads lead contributes contribute translates",
        r"resulting in|lead(?:s|ing) to|lead to (?:improv\w+|better)",
        rf"(?:contributes?|translates?) (?:in)?to (?:a |an )?(?:[\w-]+ )?{_GOOD}|this contributes to",
    ),
    **_said(
        "avoiding achieving reducing preventing improving ensuring driving minimising thereby making",
        r"(?:(?<!progress )in|and) (?:avoiding|achieving|reducing|preventing|improving)|in (?:ensuring|driving)",
        r", (?:reducing|preventing|minimising) |thereby \w+ing|, making it (?:easier|possible|safer|harder|simpler)",
    ),
    **_said(
        "mitigate mitigates reduce reduces prevent prevents avoid avoids protect protects",
        r"(?:that|which) (?:\w+ly |further )?(?:mitigates?|reduces?|prevents?|avoids?|protects?)",
        r"(?:that|which) (?:[\w-]+ ){1,6}and (?:mitigates|reduces|prevents|avoids|protects)",
    ),
    **_said(
        "support help helps enables allow allows enhance enhances",
        rf"(?:that|which) (?:will |can |\w+ly )*(?:support|helps?|enables?|allows?|enhances?) {_WHOM}",
    ),
    **_said(
        "drive drives support supports promotes",
        rf"drives? improvements?|(?:that|which) (?:\w+ly )?supports {_WHOM}|supports? {_WHOM} to",
        rf"(?:drives|supports|promotes) (?:[\w-]+ ){{0,2}}{_GOOD}",
    ),
    **_said("leave leaves means causes puts left meant led caused",
            r", which (?:\w+ly )?(?:leaves?|means|causes?|puts|left|meant|led|caused)|means that|this means"),
    **_said(
        "outcomes attainment stability",
        r"(?:improving|sustaining) (?:[\w'-]+ )?outcomes",
        r"(?:improv|support|rais|secur|achiev|increas)\w* [^.;]{0,60}?(?:outcomes|attainment|stability)\b[^.;]{0,80}?"
        r" (?:by|through) (?:\w+ly )?(?!being)\w+ing",
    ),
    **_said("needs must", r"(?:has|have) (?!been)\w+ed\b[^,.;]* and (?:this |it )?(?:needs?|must)"),
}  # fmt: skip
"""Each way to say a reason, by the words of which one stands in it."""
