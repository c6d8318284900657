"""Themes that findings and recommendations of children's services link to, with the words that suggest them.

How phrases are matched is in :class:`qaframework.Theme`: words by their start, ``plan.`` whole, abbreviations in
capitals, ``...`` for a few words between, and ``not ...`` for what is about something else.
"""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import Theme


def _theme(name: str, title: str, scope: str, phrases: str, *, unless: str = "", parent: str | None = None) -> Theme:
    listed = [phrase.strip() for phrase in phrases.split(";")]
    hidden = [f"not {phrase.strip()}" for phrase in unless.split(";") if phrase.strip()]
    return Theme(id=name, title=title, scope=scope, parent=parent, phrases=(*listed, *hidden))


THEMES = (
    _theme(
        "acc",
        "Housing and somewhere to live",
        "Homes for care leavers and homeless young people: permanent, suitable, temporary; tenancies and rent.",
        "housing; accommodation; homeless; tenanc; rehous; bed and breakfast; multiple occupation; where they live; "
        "permanent home; supported lodging; living in suitable; hostel; secure living arrangement; "
        "somewhere permanent; happy with their home; place of their own; where homes are; homes are on offer",
        unless="accommodation of children under; section 20 accommodation",
    ),
    _theme(
        "plc",
        "Homes for children in care: enough, stable, well matched",
        "Enough homes near enough, matched to the child, in which children can stay; homes that are not registered.",
        "placement; placing. children; sufficiency; places to live; place to live; children's home; children’s home; "
        "residential; unregistered; unregulated; matching; stability of children; stability for children; "
        "disruption meeting; homes for children; homes near; sufficient homes; local homes; suitable homes; range of homes; safe where; "
        "where they are living; in the place they live; out of area; semi independent; choice of homes; children's living arrangements; "
        "moves for children; home moves",
        unless="sufficiency ... workforce; workforce sufficiency; sufficiency of staff; placement order; student placement; matching ... adopt; "
        "adoption matching; permanence matching; adoption placement; adoptive placement; long term matching; kinship placement; placement regulation; "
        "long term foster placement; "
        "sufficiency of social work; sufficiency of the social; sufficiency of accommodation",
    ),
    _theme(
        "dis",
        "Disabled and autistic children",
        "Understanding and support for disabled, autistic and neurodivergent children; communication; short breaks.",
        "disab; autis; neurodiv; short breaks; communication needs; learning difficult; sensory; CWD",
        unless="",
    ),
    _theme(
        "sen",
        "Social care and special educational needs together",
        "Whether social care and special educational needs support fit together, with education, health and care plans.",
        "special educational; SEN; SEND; EHC; EHCP; education health and care; education and healthcare; education and health care plan; "
        "complex needs ... mainstream; special needs support",
    ),
    _theme(
        "rsk",
        "Seeing and weighing risk, and planning for safety",
        "Noticing, assessing and looking again at risk as time goes on, harm that adds up, and plans to keep safe.",
        "risk; safety plan; significant harm; cumulative; protective factor; escalating need; "
        "contextual safeguarding; unborn; written agreement; safety agreement; danger",
        unless="at risk of; risk of exploitation; risk of sexual; risk of harm; risk of significant harm; "
        "at risk ... exploitation; at increased risk; risk of being; risk of homelessness; high risk; "
        "likely to suffer significant harm; suffering significant harm; at high risk of; risk of delay; risk of drift; "
        "vulnerable to risk; at risk from",
    ),
    _theme(
        "ovs",
        "Oversight and decisions by managers",
        "Managers and senior leaders know what happens, decide, say why, and step in where work stands still.",
        "oversight; decision making; management decision; managers' decision; casework decision; case work decision; "
        "recording of decision; decisions ... recorded; record ... decision; quality of decision; key decision; rationale; grip; management direction; case direction; managers challenge; "
        "management challenge; management of casework; managers oversee; manager's challenge; management footprint; "
        "scrutiny by managers; line of sight; managerial; challenge by managers; management of cases; "
        "frontline management; front line management; managers ... challenge; challenge ... managers; critical challenge",
        unless="quality assurance oversight; oversight of allegation; threshold decision; threshold decision making; oversight of corporate parent; "
        "decision maker; oversight by independent; oversight ... independent reviewing; oversight from independent; "
        "oversight by conference; allegations ... oversight; panel oversight; commissioning decision; "
        "oversight and challenge from independent; decision making of; permanence decision; "
        "influence ... decision; participat ... decision; involved in decision; political oversight; "
        "oversight of placement; oversight of unregistered; oversight of the virtual",
    ),
    _theme(
        "sup",
        "Supervision",
        "Time for reflection with a manager: how often, how good, how it is written down; in groups too.",
        "supervision; supervis ... social worker; reflective practice",
        unless="contact supervis; supervision order",
        parent="ovs",
    ),
    _theme(
        "iro",
        "Independent reviewing officers and conference chairs",
        "Whether those who chair reviews and conferences challenge, escalate and leave a mark.",
        "independent reviewing; IRO; independent review officer; conference chair; protection chair; CP chair; "
        "independent chair; reviewing service; dispute resolution; reviewing officer; chairs of child protection; "
        "child protection coordinator; chairs of conference",
        parent="ovs",
    ),
    _theme(
        "qa",
        "Quality assurance and performance information",
        "Audit, practice reviews and moderation, data and what is learned from them.",
        "quality assur; audit; moderation; practice review; performance manag; performance information; "
        "performance data; performance measure; performance indicator; performance report; performance framework; "
        "data quality; quality of data; management information; self evaluation; self assessment; learning from; "
        "use of data; case review; data.; data ... routinely; performance and quality; performance monitoring; "
        "performance oversight; monitor ... performance; evaluat ... practice; evaluat ... impact; "
        "quality of performance; peer review; lessons learn; learning loop; data and information; accurate data; "
        "monitoring and evaluat; safeguarding performance; weak performance; reliable data; systems to monitor",
        unless="quality assurance oversight; school ... performance; personal data; data protection",
    ),
    _theme(
        "asm",
        "Assessments",
        "Assessments of what children need: history, analysis, and being up to date.",
        "assess; understanding of ... needs; needs are well understood; analysis of need; analysis of children's; "
        "understand ... child's needs; what children need; chronologies in underpinning",
        unless="risk assess; assessment of risk; assessment of and response to risk; assess risk; assessing risk; assessment and management of risk; "
        "health assess; health needs assess; early help assess; assess ... early help; assessed needs; fully assessed; first assessment service; self assess; "
        "foster carer assess; assessment of foster; assessments of foster; risk assessed; assessment team; "
        "assessment service; assessments of risk; assessment of prospective; assessment and approval of; "
        "assessed contact; assessed and supported year; connected ... assess; assessment of connected; "
        "assess the impact; assess their impact; assessment of the impact; assess the effect; "
        "identification and assessment of risk; "
        "special guardian ... assess; assessment of special guardian; assess performance",
    ),
    _theme(
        "pln",
        "Plans",
        "Plans for children that are clear, made with them, kept up to date and followed through.",
        "plan.; plans.; planning; planned",
        unless="safety plan; permanence plan; permanency plan; personal education plan; business plan; improvement plan; "
        "action plan; strategic plan; workforce plan; health plan; development plan; subject to a child protection plan; "
        "subject to child protection plan; subject of child protection plan; subject of a child protection plan; "
        "on child protection plan; on a child protection plan; subject to a plan; service plan; health and care plan; "
        "health care plan; education plan; EHC plan; planning and performance; financial plan; "
        "subject to children in need plan; business planning; planning of services; sufficiency plan; "
        "subject to child in need plan; on child in need plan; plans for permanence; plan for permanence; "
        "parallel planning; adoption plan; plan is adoption; plan of adoption; planning for permanence; plan for adoption; "
        "recovery plan; planned improvement; plans for adoption; strategic and operational plan; "
        "plans for improvement; planning for improvement; placement plan; plans to improve; plans to recruit; planning meeting; "
        "improvement planning; corporate plan; planning for service; succession plan; permanence and contingency; "
        "remain subject; planned changes; plans for long term; with a plan for; team plan; "
        "planning for placement; service improvement plan; transition plan; planning for improvements; planned service",
    ),
    _theme(
        "prm",
        "Permanence, adoption and going home",
        "A family for good: adoption, special guardianship, long-term care, and going home safely.",
        "permanence; permanency; permanent placement; permanent famil; permanent carer; adopt; special guardian; SGO; reunif; return home from; returning home from; return to their famil; "
        "return to live; return to the care of; long term foster; family finding; parallel planning; concurrent; "
        "long term match; placed with parents; return home; rehabilitation home; "
        "placed at home; alternative permanen; returning to their; returned home",
        unless="adopt a.; adopting a.; adopt the; return home interview; return home and health",
    ),
    _theme(
        "plo",
        "Court work and the steps before it",
        "The public law outline, letters before proceedings, care proceedings and statements for court.",
        "public law; PLO; pre proceeding; proceedings; court; letter before; letters before; preproceeding",
        unless="courtes; youth court",
    ),
    _theme(
        "exp",
        "Exploitation and children who go missing",
        "Sexual and criminal exploitation, gangs and violence among the young, going missing, interviews afterwards.",
        "exploit; go missing; goes missing; going missing; missing from home; missing from care; missing children; "
        "children missing; missing episode; missing from; been missing; are missing; when missing; return interview; "
        "return home interview; gang; youth violence; serious violence; traffick; CSE; CCE; county lines; radicalis; "
        "extra familial; extremis; modern slavery; run away; who have gone missing; missing persons; missing and; "
        "missing or; harm outside; outside the home; outside of the home; who were missing; return to home interview",
        unless="missing from education; missing education; missing from school; missing out; children missing education; "
        "children missing from education; missing or out of education; missing from or; missing, or",
    ),
    _theme(
        "dvn",
        "Domestic abuse and neglect",
        "Children who live with domestic abuse, long neglect, or parents' misuse of alcohol and drugs.",
        "domestic abuse; domestic violence; domestic and; neglect; substance misuse; MARAC; coercive; "
        "misuse of alcohol; parental mental; drug misuse; alcohol misuse; perpetrator; violence against women",
    ),
    _theme(
        "edu",
        "Education and school attendance",
        "School, attendance and attainment, the virtual school, education plans, work and training for the young.",
        "education; school; attainment; PEP; NEET; pupil; apprentice; employment; academic; elective home; "
        "learning outcomes; college; in. learning; post 16 learning; key stage; GCSE; training and work; exclusion; excluded",
        unless="education health; education and health care; education and healthcare; special educational; health and education professional; "
        "employment of; before school; schools and; and schools; with schools; and education professional; "
        "by education professional; employment check; education and training of social; employment practice; "
        "safer employment; education and health partner; health, education",
    ),
    _theme(
        "hlt",
        "Health and emotional wellbeing",
        "Health assessments and histories, dentists, mental health and therapy.",
        "health; dental; dentist; CAMHS; wellbeing; well being; therapeutic; therapy; SDQ; immunis; "
        "strengths and difficulties; emotional support; emotional need; emotional resilience; counselling; trauma",
        unless="health and care plan; health professional; health care plan; police and health; police, health; "
        "health agenc; health visitor; health and police; health and education professional; health practitioner; "
        "health colleague; health representat; health, education; health and social care professional; healthy; "
        "education health and care; such as health; including health; from health; parental mental health; "
        "mental health of parents; parents mental health; with health; health check of; health and safety",
    ),
    _theme(
        "voi",
        "Being heard: views, participation, advocacy",
        "Children's and families' views, feedback and complaints, advocates, visitors, and what they are entitled to.",
        "voice; wishes; feelings; participat; advoca; feedback; complaint; independent visitor; entitle; "
        "views of; views are; children's views; child's view; their views; young people's view; parents views; "
        "in care council; children ... influenc; people ... influenc; leavers ... influenc; views ... influenc; able to influence; "
        "can influence; consult; listen; views and; CICC; pledge; are heard; be heard; rights; "
        "views to; engagement of; engage ... children; service user; "
        "views on; co produc; user group; satisfaction; shaping; shape and; you said; involved in ... development; children and families say",
        unless="homeless ... rights; rights to become; entitle ... homeless; professionals ... feedback; "
        "return home interview ... engagement; homeless ... rights and entitlement; participation in education; consultation service; consultation with partner; consultation with agenc; "
        "entitled to; participation and engagement of; consultant; participation of partner; participation of police; "
        "participation of agenc; participation of professional; participation of health; participation of school; "
        "consultation to; professional consultation; homeless ... entitle; engagement of partner; "
        "engagement of agenc; engagement of schools; engagement of care leavers in; engagement of fathers; "
        "engagement of health; engagement of the; engagement of adoption; threshold consult; passionate advocates; "
        "shape and inform; adviser consult; "
        "engagement of key; legal rights; engagement of birth; consultation and advice",
    ),
    _theme(
        "rel",
        "Relationships between workers and families",
        "Whether children and families know, trust and can reach their worker. Not one of inspectors' usual subjects.",
        "relationships between; relationship between workers; relationships with children; relationships with families; "
        "relationships with parents; relationships with their social; relationship with their social; relationship of trust; "
        "trusting relationship; relationships with the children; comfortable ... contact; easy to contact; "
        "relationship with workers; strong relationship; touch with their social worker; easy to reach; trusted relationship; meaningful relationship; positive working relationship; "
        "relationships with their workers; relationship based; see their worker",
    ),
    _theme(
        "wrk",
        "The workforce: stability, caseloads, training",
        "Enough workers with time and training, who stay; how often a child's worker changes.",
        "workforce; caseload; social work capacity; workforce capacity; staff capacity; capacity of social; "
        "capacity of the; team capacity; capacity in the; capacity to manage; capacity and; recruit; retention; retain; turnover; changes of; changes in social worker; "
        "changes in worker; change of social worker; change in social worker; changes of worker; training; staffing; "
        "workload; agency staff; agency social; newly qualified; qualified workers; qualified social; experienced staff; "
        "skilled; staff skills; knowledge and skills; skills and knowledge; workers' skills; workers leav; worker leav; worker left; worker changes; staff development; social worker changes; "
        "vacanc; staff shortage; learning and development; numbers of changes; number of changes; NQSW; ASYE; "
        "frequent change; different social worker; moving through services; work force; staff have; stability of social work; stable ... staff; "
        "stable ... team; management capacity; consistent social worker; changes to their social; case load",
        unless="education ... training; employment ... training; training ... employment; training and education; "
        "foster carer training; "
        "recruitment of foster; recruit ... foster; foster carer ... recruitment; training for foster; training provider; mandatory training for all foster; "
        "recruitment and retention of foster; retention of foster; recruitment of adopt; capacity to support; "
        "recruit ... carers; recruit ... adopt; life skills; independence skills; independent living skills; parenting skills; "
        "social skills; training or work; carers to training; carers ... training; recruitment and assessment of; changes of placement; "
        "recruitment of connected; training and work; "
        "recruitment and support of foster; practical skills; recruit sufficient; changes of home; training of foster; "
        "recruitment and training of foster; placement capacity; safer recruit; changes of circumstance",
    ),
    _theme(
        "mag",
        "Working with partner agencies",
        "Police, health, schools and social care share what they know and turn up.",
        "multi agency; multiagency; partner; agencies; police; interagency; inter agency; information sharing; "
        "sharing of information; sharing information; share information; core group; joint working; working together; "
        "education professional; health professional; joint work; health visitor; health partner; health services; "
        "MAPPA; MARAC; MACA; joined up; joint approach; jointly; other professionals; work together; works together; "
        "between services; health colleague; housing provider; multi disciplin; adult services; children's services and",
        unless="working in partnership with parents; partnership with parents; partnership with families; "
        "multi agency safeguarding hub; adoption agenc; fostering agenc; partnership with children; "
        "partnership with young; independent fostering agencies; partner and; father; together with corporate; health and the police; mental health services; "
        "emotional health services; partners of; emotional and mental health services; police protection; "
        "good physical and emotional health services; transition ... adult services; to adult services; health services for children; "
        "access to health services",
    ),
    _theme(
        "thr",
        "The front door and thresholds",
        "Contacts and referrals, thresholds, strategy discussions and child protection enquiries, out of hours too.",
        "front door; threshold; strategy discussion; strategy meeting; section 47; S47; s47; MASH; safeguarding hub; "
        "contacts.; contact and referral; referral; out of hours; out of office; "
        "office hours; emergency duty; EDT; child protection enquir; child protection investigation; "
        "protection enquir; initial contact; initial response; first response; first contact; access team; step up; level of need; levels of need; "
        "strategy and; contact centre; duty team; initial child protection; ICPC; single point; hub",
        unless="front door to adoption; permanence ... front door; referral to advocacy; referrals to advocacy; "
        "referral for advocacy; referrals to early help; MARAC referral; referral order; strategy and vision; "
        "strategy and action; strategy and plan; referrals to the LADO; threshold visit; family hub; "
        "referral to the local authority designated; referral to the designated; referrals to the designated; referral to family; strategy and commission; strategy and ensure; "
        "housing strategy and; referral to health; referral to CAMHS; responsive to level of need; responsive to levels of need; referrals to LADO; referrals to the local authority designated",
    ),
    _theme(
        "ehp",
        "Early help",
        "Help before things get worse, and for families on the edge of care.",
        "early help; edge of care; family support; preventative; prevention service; prevention offer; preventing family; early intervention; step down; "
        "stepped down; stepping down; children's centre; targeted support; troubled families; family group; "
        "common assessment; CAF; early support; families early; earlier help; early offer; prevent ... coming into care; "
        "prevent ... entering care; remain with their famil; early years; family hub; universal services; prevent escalat",
        
    ),
    _theme(
        "clv",
        "Care leavers and becoming adult",
        "Support into adult life: personal advisers, the local offer, pathway plans, living independently.",
        "care leaver; leaving care; leave care; care experienced; personal adviser; personal advisor; PA; PAs; "
        "local offer; pathway plan; independence; independent living; live independently; adulthood; care leaving; "
        "staying put; transition to adult; transition ... adult; leaver; left care; preparation for independen; "
        "young people leaving; aftercare; after care",
        unless="in care and care leaver; looked after and care leaver; in care or care leaver; in care, care leaver; "
        "looked after children and care leaver; in care and young people leaving care; corporate parent ... care leaver; "
        "children who are looked after and care leaver; independence of; young people and care leavers; "
        "looked after, care leaver; in care and for care leaver; looked after or care leaver; looked after and those leaving; "
        "in care and leaving care",
    ),
    _theme(
        "fos",
        "Fostering and kinship care",
        "Foster, kinship and connected carers: enough, trained, supported; private fostering.",
        "foster carer; fostering; foster care; kinship; connected person; connected carer; connected people; "
        "family and friends; regulation 24; private foster; privately foster; friends and family; foster famil; "
        "foster home; special guardianship support; extended famil",
        unless="long term fostering; long term foster care; or foster care; fostering to adopt; foster to adopt; "
        "fostering for adoption; foster for adoption",
        parent="plc",
    ),
    _theme(
        "rec",
        "Case recording",
        "What stands in the child's record: complete, up to date, with summaries and chronologies.",
        "record; chronolog; case file; case note; case summar; electronic; case management system; minutes; "
        "documented; documentation; written up; ICS; child's file; children's files; IT system; information system; "
        "files contain",
        unless="health record; track record; criminal record; performance management and information system; "
        "case file audit; performance information system; management information system; foster ... recording",
    ),
    _theme(
        "idn",
        "Identity, diversity and life story",
        "Ethnicity, culture, faith and language in what is done for a child, and knowing one's own story.",
        "ethnic; cultur; religio; divers; equalit; identity; life story; lifestory; life journey; later life letter; language; "
        "heritage; understand ... histor; own histor; life experiences; protected characteristic; faith; life history; "
        "life work; understand ... past; family history; memory book; their life; LGBT; race; racial; "
        "unaccompanied; asylum",
        unless="health histories; health history; culture of; learning culture; practice culture; organisational culture; "
        "medical history; culture in which; diverse range of; diversity of placement; diverse needs of care; "
        "performance culture; culture where; culture that; a. culture; positive culture; plain language; clear language; "
        "placement identity; working culture; culture change; change in culture; management culture; cultural change; "
        "culture and leadership; placement diversity; their health histories; their health history",
    ),
    _theme(
        "tml",
        "Drift, delay and pace",
        "Work that takes too long, starts late or stands still.",
        "timel; delay; drift; pace; prompt; too long; within timescale; within ... timescales; swift; quick; "
        "length of time; late.; in a timely; speed; untimely; within ... timeframe; statutory timescale; "
        "at the right time; within the child's timescale; soon; without drift; waiting time; wait; backlog; "
        "within required; immediate action; immediately; as soon as; earliest opportunity; at the earliest; "
        "responded to ... time; in. time; right time; expedit; rapid",
        unless="prompt question; take immediate action; prompting; own pace; reduced timetables; "
        "immediate action to; remain on reduced; at an earlier; soon to be; "
        "pace of their; waiting to; reduced timetables for too long; at their own pace",
    ),
    _theme(
        "com",
        "Commissioned providers",
        "The quality of care that is bought: contracts, monitoring, visits to homes and providers.",
        "commission; contract; providers of; care provider; provider; monitoring ... unregistered; monitor ... placement; "
        "monitoring of arrangements; procure; visits to homes; care arrangements; monitoring of children's homes",
        unless="training provider; housing provider; commissioner; education provider; commissioned independent person; "
        "provider of education; alternative provider; commissioned to undertake audit; health provider",
        parent="plc",
    ),
    _theme(
        "gov",
        "Leadership and corporate parenting",
        "What politicians, senior leaders and boards know, want and do; the council as a parent.",
        "corporate parent; CPB; elected member; leaders. ensure; leaders and; leaders, ; leadership; governance; political; "
        "board; lead member; business plan; improvement plan; corporate; scrutin; chief executive; strategic plan; "
        "senior leaders; senior management; strategic leader; council leaders; leaders.; strategic oversight; councillor; "
        "strategic priorit; strategic arrangement; vision; strategic governance; improvement journey; senior leadership; "
        "director; overview and; joint strategic; partnership board; members.; strategic management; health and wellbeing",
        unless="leaders' oversight; leaders oversight; bed and board; managers and leaders; on. board; "
        "managers and leaders’ oversight; leaders’ oversight; practice leaders; leaders use; supervision; "
        "senior management oversight; scrutiny of care plan; family members; staff members; team members; "
        "members of staff; management scrutiny; scrutiny by managers; scrutiny of plans; "
        "oversight by senior leaders; supervision; super vision; members of the; members of their; provision; "
        "senior leaders to have; independent scrutiny of children; panel members; oversight by leaders; scrutiny of practice; "
        "leaders’ and managers’ oversight; senior leaders’ oversight; leaders and managers’ oversight; "
        "oversight from senior leaders; directory; corporate systems; managers and senior leaders; to senior leaders",
    ),
    _theme(
        "lad",
        "Allegations against professionals",
        "The local authority designated officer, and concerns about people in positions of trust.",
        "LADO; designated officer; allegation; position of trust; positions of trust",
        unless="allegations of abuse by; allegations and concerns",
    ),
)


def themes() -> Iterable[Theme]:
    """Return the themes of the built-in plugin."""
    return THEMES
