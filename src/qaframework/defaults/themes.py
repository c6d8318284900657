"""Themes that findings and recommendations of children's services link to, with the words that suggest them.

How phrases are matched is in :class:`qaframework.Theme`: words by their start, ``plan.`` whole, abbreviations in
capitals, ``...`` for a few words between, and ``not ...`` for what is about something else.
"""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import Theme


def _theme(name: str, title: str, scope: str, phrases: str, *, unless: str = "", parent: str | None = None) -> Theme:
    listed = (*_listed(phrases), *(f"not {phrase}" for phrase in _listed(unless)))
    return Theme(id=name, title=title, scope=scope, parent=parent, phrases=listed)


def _listed(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split(";") if phrase.strip()]


THEMES = (
    _theme(
        "acc",
        "Housing and somewhere to live",
        "Homes for care leavers and homeless young people: permanent, suitable, temporary; tenancies and rent.",
        """
        housing; accommodation; homeless; tenanc; rehous; bed and breakfast; multiple occupation;
        where they live; permanent home; supported lodging; living in suitable; hostel;
        secure living arrangement; somewhere permanent; happy with their home; place of their own;
        where homes are; homes are on offer;
        HMO; HMOs; bedsit; sofa surf; evict; rough sleep; council flat; rent arrears; nowhere to live;
        a. flat; own flat; roof over; landlord
        """,
        unless="""
        section 20 accommodation
        """,
    ),
    _theme(
        "plc",
        "Homes for children in care: enough, stable, well matched",
        "Enough homes near enough, matched to the child, in which children can stay; homes that are not registered.",
        """
        placement; placing. children; sufficiency; places to live; place to live; children's home; residential;
        unregistered; unregulated; matching; stability of children; stability for children; disruption meeting;
        homes for children; homes near; sufficient homes; local homes; suitable homes; range of homes;
        safe where; where they are living; in the place they live; out of area; semi independent;
        choice of homes; children's living arrangements; moves for children; home moves;
        placed at a distance; deprivation of liberty; emergency moves; homes where they feel safe;
        happy where; bail bed; placed far; far from home; stable home; stability ... home
        """,
        unless="""
        sufficiency ... workforce; workforce sufficiency; adoption placement; kinship placement;
        placement regulation; long term foster placement; sufficiency of social work; placement order;
        student placement; adoption matching; permanence matching; matching ... adopt;
        sufficiency of accommodation
        """,
    ),
    _theme(
        "dis",
        "Disabled and autistic children",
        "Understanding and support for disabled, autistic and neurodivergent children; communication; short breaks.",
        """
        disab; autis; neurodiv; short breaks; communication needs; learning difficult; sensory; CWD;
        ADHD; deaf; hearing impair; visual impair; sign language; wheelchair; physical impair; short break;
        respite; non verbal; communication aid
        """,
    ),
    _theme(
        "sen",
        "Social care and special educational needs together",
        "Whether social care and special educational needs support fit together; education, health and care plans.",
        """
        special educational; SEN; SEND; EHC; EHCP; education health and care; education and healthcare;
        education and health care plan; complex needs ... mainstream; special needs support;
        SENCO; special school; designated social care officer
        """,
    ),
    _theme(
        "rsk",
        "Seeing and weighing risk, and planning for safety",
        "Noticing, assessing and looking again at risk as time goes on, harm that adds up, and plans to keep safe.",
        """
        risk; safety plan; significant harm; cumulative; protective factor; escalating need;
        contextual safeguarding; unborn; written agreement; safety agreement; danger;
        likelihood of harm; harmful situation; unsafe; signs of safety; vulnerability factor; pre birth;
        self harm; suicid; immediate safety; hidden harm
        """,
        unless="""
        at risk of; risk of exploitation; risk of significant harm; at risk ... exploitation; risk of being;
        high risk; at risk from;
        significant harm threshold
        """,
    ),
    _theme(
        "ovs",
        "Oversight and decisions by managers",
        "Managers and senior leaders know what happens, decide, say why, and step in where work stands still.",
        """
        oversight; decision making; management decision; managers' decision; casework decision;
        case work decision; recording of decision; decisions ... recorded; record ... decision;
        quality of decision; key decision; rationale; grip; management direction; case direction;
        managers challenge; management challenge; management of casework; managers oversee; manager's challenge;
        management footprint; scrutiny by managers; line of sight; managerial; challenge by managers;
        management of cases; frontline management; front line management; managers ... challenge;
        challenge ... managers; critical challenge;
        unallocated; allocation decision; case closure; closing case; close case; direction from managers;
        direction from their manager; sign off; signed off; management scrutiny; manager's comment;
        manager's footprint
        """,
        unless="""
        oversight of allegation; oversight of corporate parent; oversight ... independent reviewing;
        panel oversight; oversight and challenge from independent; oversight of placement;
        quality assurance oversight; threshold decision making; commissioning decision;
        oversight of IRO; oversight by IRO
        """,
    ),
    _theme(
        "sup",
        "Supervision",
        "Time for reflection with a manager: how often, how good, how it is written down; in groups too.",
        """
        supervision; supervis ... social worker; reflective practice;
        supervisor; supervised monthly; one to ones; reflective discussion; reflective space;
        reflective session; discussion with their manager
        """,
        unless="""
        supervision order; contact supervis; supervised contact;
        supervising social worker
        """,
        parent="ovs",
    ),
    _theme(
        "iro",
        "Independent reviewing officers and conference chairs",
        "Whether those who chair reviews and conferences challenge, escalate and leave a mark.",
        """
        independent reviewing; IRO; independent review officer; conference chair; protection chair; CP chair;
        independent chair; reviewing service; dispute resolution; reviewing officer; chairs of child protection;
        child protection coordinator; chairs of conference;
        mid way review; midway review; midpoint review; mid point review; chair of the conference
        """,
        parent="ovs",
    ),
    _theme(
        "qa",
        "Quality assurance and performance information",
        "Audit, practice reviews and moderation, data and what is learned from them.",
        """
        quality assur; audit; moderation; practice review; performance manag; performance information;
        performance data; performance measure; performance indicator; performance report; performance framework;
        data quality; quality of data; management information; self evaluation; self assessment; learning from;
        use of data; case review; data.; data ... routinely; performance and quality; performance monitoring;
        performance oversight; monitor ... performance; evaluat ... practice; evaluat ... impact;
        quality of performance; peer review; lessons learn; learning loop; data and information; accurate data;
        monitoring and evaluat; safeguarding performance; weak performance; reliable data; systems to monitor;
        dip sampl; moderating; moderated; dashboard; scorecard; practice learning review; thematic review;
        learning review; performance culture; benchmark
        """,
        unless="""
        personal data; data protection; quality assurance oversight
        """,
    ),
    _theme(
        "asm",
        "Assessments",
        "Assessments of what children need: history, analysis, and being up to date.",
        """
        assess; understanding of ... needs; needs are well understood; analysis of need; analysis of children's;
        understand ... child's needs; what children need; chronologies in underpinning;
        needs analysis; reassess; genogram; historical information; understanding of the child's history
        """,
        unless="""
        risk assess; assessment of risk; assessment of and response to risk; health assess; early help assess;
        assess ... early help; assessed needs; fully assessed; foster carer assess; assessment team;
        assessment service; assessed contact; self assess; risk assessed; assess risk; carer assess;
        assessment and safeguarding team; referral and assessment team
        """,
    ),
    _theme(
        "pln",
        "Plans",
        "Plans for children that are clear, made with them, kept up to date and followed through.",
        """
        plan.; plans.; planning; planned
        """,
        unless="""
        safety plan; permanence plan; permanency plan; improvement plan; action plan; strategic plan;
        subject to a child protection plan; subject to child protection plan; on child protection plan;
        service plan; health and care plan; education plan; EHC plan; plan for permanence; parallel planning;
        plan for adoption; planning for improvement; placement plan; plans to improve; plans to recruit;
        planning meeting; plans for long term; transition plan; business plan; workforce plan; health plan;
        development plan; recovery plan; adoption plan; personal education plan
        """,
    ),
    _theme(
        "prm",
        "Permanence, adoption and going home",
        "A family for good: adoption, special guardianship, long-term care, and going home safely.",
        """
        permanence; permanency; permanent placement; permanent famil; permanent carer; adopt; special guardian;
        SGO; reunif; return home from; returning home from; return to their famil; return to live;
        return to the care of; long term foster; family finding; parallel planning; concurrent; long term match;
        placed with parents; return home; rehabilitation home; placed at home; alternative permanen;
        returning to their; returned home;
        agency decision maker; family for life; matching panel; rehabilitated; placement order;
        child arrangements order; going home; go home; went home
        """,
        unless="""
        adopt a.; return home interview
        """,
    ),
    _theme(
        "plo",
        "Court work and the steps before it",
        "The public law outline, letters before proceedings, care proceedings and statements for court.",
        """
        public law; PLO; pre proceeding; proceedings; court; letter before; letters before; preproceeding;
        legal planning meeting; legal gateway; Cafcass; judge.; judges; judiciary
        """,
        unless="""
        youth court; courtes
        """,
    ),
    _theme(
        "exp",
        "Exploitation and children who go missing",
        "Sexual and criminal exploitation, gangs and violence among the young, going missing, interviews afterwards.",
        """
        exploit; go missing; goes missing; going missing; missing from home; missing from care;
        missing children; children missing; missing episode; missing from; been missing; are missing;
        when missing; return interview; return home interview; gang; youth violence; serious violence; traffick;
        CSE; CCE; county lines; radicalis; extra familial; extremis; modern slavery; run away;
        who have gone missing; missing persons; missing and; missing or; harm outside; outside the home;
        outside of the home; who were missing; return to home interview;
        knife; abscond; national referral mechanism; NRM; vulnerable adolescent; groom; harmful sexual;
        sexually harmful; criminality; absent without
        """,
        unless="""
        missing from education; children missing from education; missing out; missing from school;
        missing education; children missing education
        """,
    ),
    _theme(
        "dvn",
        "Domestic abuse and neglect",
        "Children who live with domestic abuse, long neglect, or parents' misuse of alcohol and drugs.",
        """
        domestic abuse; domestic violence; domestic and; neglect; substance misuse; MARAC; coercive;
        misuse of alcohol; parental mental; drug misuse; alcohol misuse; perpetrator; violence against women;
        drug and alcohol; drugs and alcohol; toxic trio; alcohol use; honour based; forced marriage; FGM;
        genital mutilation; home conditions; violent partner; violent father; graded care; parents who drink;
        hungry; dirty home; controlling behaviour
        """,
    ),
    _theme(
        "edu",
        "Education and school attendance",
        "School, attendance and attainment, the virtual school, education plans, work and training for the young.",
        """
        education; school; attainment; PEP; NEET; pupil; apprentice; employment; academic; elective home;
        learning outcomes; college; in. learning; post 16 learning; key stage; GCSE; training and work;
        exclusion; excluded;
        headteacher; alternative provision; universit; reduced timetable; part time timetable; nursery; EET;
        homework; tutor; literacy; training or work
        """,
        unless="""
        education health; education and healthcare; special educational; with schools; safer employment;
        employment of; employment practice
        """,
    ),
    _theme(
        "hlt",
        "Health and emotional wellbeing",
        "Health assessments and histories, dentists, mental health and therapy.",
        """
        health; dental; dentist; CAMHS; wellbeing; well being; therapeutic; therapy; SDQ; immunis;
        strengths and difficulties; emotional support; emotional need; emotional resilience; counselling; trauma;
        optician; GP; self harm; eating disorder; anxiety; psycholog; psychiatr; sleep; nurse.; nurses;
        paediatric
        """,
        unless="""
        police and health; health agenc; education health and care; including health; health and safety;
        health visitor; health professional; parental mental health
        """,
    ),
    _theme(
        "voi",
        "Being heard: views, participation, advocacy",
        "Children's and families' views, feedback and complaints, advocates, visitors, and what they are entitled to.",
        """
        voice; wishes; feelings; participat; advoca; feedback; complaint; independent visitor; entitle;
        views of; views are; children's views; child's view; their views; young people's view; parents views;
        in care council; children ... influenc; people ... influenc; leavers ... influenc; views ... influenc;
        able to influence; can influence; consult; listen; views and; CICC; pledge; are heard; be heard; rights;
        views to; engagement of; engage ... children; service user; views on; co produc; user group;
        satisfaction; shaping; shape and; you said; involved in ... development; children and families say;
        asked what they think; what they think; told us; feel heard; felt heard; youth council;
        youth parliament; what they said; have their say; had their say; children's contribution;
        people's contribution; opinion; contribute to their own
        """,
        unless="""
        rights to become; professionals ... feedback; participation in education; consultation service;
        entitled to; homeless ... entitle; engagement of care leavers in; passionate advocates;
        participation and engagement of; participation of police; participation of partner;
        participation of agenc; participation of professional; consultation with partner; legal rights;
        leaver ... entitle
        """,
    ),
    _theme(
        "rel",
        "Relationships between workers and families",
        "Whether children and families know, trust and can reach their worker. Not one of inspectors' usual subjects.",
        """
        relationships between; relationship between workers; relationships with children;
        relationships with families; relationships with parents; relationships with their social;
        relationship with their social; relationship of trust; trusting relationship;
        relationships with the children; comfortable ... contact; easy to contact; relationship with workers;
        strong relationship; touch with their social worker; easy to reach; trusted relationship;
        meaningful relationship; positive working relationship; relationships with their workers;
        relationship based; see their worker;
        know their social worker; knows her social worker; knows his social worker; trusted adult;
        built relationship; build relationship; rapport; get on well with; gets on well with; keep promises;
        keeps promises; kept promises; knows them well
        """,
    ),
    _theme(
        "wrk",
        "The workforce: stability, caseloads, training",
        "Enough workers with time and training, who stay; how often a child's worker changes.",
        """
        workforce; caseload; social work capacity; staff capacity; capacity of social; capacity of the;
        team capacity; capacity in the; capacity to manage; capacity and; recruit; retention; retain; turnover;
        changes of; changes in social worker; changes in worker; change of social worker;
        change in social worker; changes of worker; training; staffing; workload; agency staff; agency social;
        newly qualified; qualified workers; qualified social; experienced staff; skilled; staff skills;
        knowledge and skills; skills and knowledge; workers' skills; workers leav; worker leav; worker left;
        worker changes; staff development; social worker changes; vacanc; staff shortage;
        learning and development; numbers of changes; number of changes; NQSW; ASYE; frequent change;
        different social worker; moving through services; work force; staff have; stability of social work;
        stable ... staff; stable ... team; management capacity; consistent social worker;
        changes to their social; case load;
        agency worker; AYSE; induction; morale; sickness; different workers; another new worker;
        another social worker; another new social worker; practitioners change; permanent staff;
        staff wellbeing; practitioner stability; too many cases; capacity of staff;
        consistency of practitioner; stability ... social worker; consistency of social worker
        """,
        unless="""
        education ... training; training ... employment; foster carer ... recruitment; training provider;
        mandatory training for all foster; recruit ... carers; recruit ... adopt; carers ... training;
        changes of placement; safer recruit; foster carer training; parenting skills; social skills;
        recruitment of foster; recruitment of adopt; retention of foster; parenting capacity and;
        training for ... carer; training of foster; carers' training; on their caseload
        """,
    ),
    _theme(
        "mag",
        "Working with partner agencies",
        "Police, health, schools and social care share what they know and turn up.",
        """
        multi agency; multiagency; partner; agencies; police; interagency; inter agency; information sharing;
        sharing of information; sharing information; share information; core group; joint working;
        working together; education professional; health professional; joint work; health visitor;
        health services; MAPPA; MARAC; MACA; joined up; joint approach; jointly; other professionals;
        work together; works together; between services; health colleague; housing provider; multi disciplin;
        adult services; children's services and;
        professionals' meeting; team around; LSCB; working with health; probation; adult social care;
        joint protocol; GPs; voluntary sector; multi professional; housing colleague; with schools
        """,
        unless="""
        partnership with parents; multi agency safeguarding hub; fostering agenc; mental health services;
        police protection; good physical and emotional health services; transition ... adult services;
        partnership with families; adoption agenc
        """,
    ),
    _theme(
        "thr",
        "The front door and thresholds",
        "Contacts and referrals, thresholds, strategy discussions and child protection enquiries, out of hours too.",
        """
        front door; threshold; strategy discussion; strategy meeting; section 47; S47; s47; MASH; contacts.;
        referral; out of hours; out of office; office hours; emergency duty; EDT; child protection enquir;
        child protection investigation; protection enquir; initial contact; initial response; first response;
        first contact; access team; step up; level of need; levels of need; strategy and; contact centre;
        duty team; initial child protection; ICPC; single point; hub;
        triage; duty desk; no further action; protection medical; police protection; referrer;
        protection discussion
        """,
        unless="""
        threshold visit; referral to the designated; responsive to levels of need; permanence ... front door;
        referral to CAMHS; referral to advocacy; referral to health; family hub; contact centre
        """,
    ),
    _theme(
        "ehp",
        "Early help",
        "Help before things get worse, and for families on the edge of care.",
        """
        early help; edge of care; family support; preventative; prevention service; prevention offer;
        preventing family; early intervention; step down; stepped down; stepping down; children's centre;
        targeted support; troubled families; family group; common assessment; CAF; early support;
        families early; earlier help; early offer; prevent ... coming into care; prevent ... entering care;
        remain with their famil; early years; family hub; universal services; prevent escalat;
        lead professional; TAF; team around the family; Supporting Families; parenting programme;
        parenting support; youth club; family network meeting
        """,
    ),
    _theme(
        "clv",
        "Care leavers and becoming adult",
        "Support into adult life: personal advisers, the local offer, pathway plans, living independently.",
        """
        care leaver; leaving care; leave care; care experienced; personal adviser; personal advisor; PA; PAs;
        local offer; pathway plan; independence; independent living; live independently; adulthood;
        care leaving; staying put; transition to adult; transition ... adult; leaver; left care;
        preparation for independen; young people leaving; aftercare; after care;
        staying close; former looked after; formerly looked after; turn 18; turning 18; turned 18;
        setting up home; council tax; over 21; 18 to 25; become adult; becoming adult; becoming an adult;
        preparing for adult; 18th birthday; budgeting
        """,
        unless="""
        in care and care leaver; looked after and care leaver; in care or care leaver;
        looked after children and care leaver; in care and young people leaving care;
        corporate parent ... care leaver; children who are looked after and care leaver; independence of;
        young people and care leavers; in care and for care leaver; looked after or care leaver;
        looked after and those leaving; in care and leaving care
        """,
    ),
    _theme(
        "fos",
        "Fostering and kinship care",
        "Foster, kinship and connected carers: enough, trained, supported; private fostering.",
        """
        foster carer; fostering; foster care; kinship; connected person; connected carer; connected people;
        family and friends; regulation 24; private foster; privately foster; friends and family; foster famil;
        foster home; special guardianship support; extended famil;
        friends or famil; friends and famil; foster panel; supervising social worker; mockingbird;
        grandparent; potential carers; in house carer; carers' training; family members as carers;
        viability assess
        """,
        unless="""
        long term fostering; long term foster care; or foster care; foster to adopt; foster for adoption
        """,
        parent="plc",
    ),
    _theme(
        "rec",
        "Case recording",
        "What stands in the child's record: complete, up to date, with summaries and chronologies.",
        """
        record; chronolog; case file; case note; case summar; electronic; case management system; minutes;
        documented; documentation; written up; ICS; child's file; children's files; IT system;
        information system; files contain;
        on file; Mosaic; Liquidlogic; information governance; write up; writes up; database; data entry;
        in the file
        """,
        unless="""
        track record; performance management and information system; case file audit;
        management information system; health record; criminal record
        """,
    ),
    _theme(
        "idn",
        "Identity, diversity and life story",
        "Ethnicity, culture, faith and language in what is done for a child, and knowing one's own story.",
        """
        ethnic; cultur; religio; divers; equalit; identity; life story; lifestory; life journey;
        later life letter; language; heritage; understand ... histor; own histor; life experiences;
        protected characteristic; faith; life history; life work; understand ... past; family history;
        memory book; their life; LGBT; race; racial; unaccompanied; asylum;
        interpret; translat; LGBTQ; gender; racism; racist; unconscious bias; sexuality;
        where they come from; black children; disproportionality; intersectional; family background;
        mother tongue
        """,
        unless="""
        learning culture; culture of; organisational culture; practice culture; a. culture; plain language;
        clear language; health histor; medical history; understand ... health histor
        """,
    ),
    _theme(
        "tml",
        "Drift, delay and pace",
        "Work that takes too long, starts late or stands still.",
        """
        timel; delay; drift; pace; prompt; too long; within timescale; within ... timescales; swift; quick;
        length of time; late.; speed; untimely; within ... timeframe; statutory timescale; at the right time;
        within the child's timescale; soon; wait; backlog; within required; immediate action; immediately;
        earliest opportunity; at the earliest; responded to ... time; in. time; right time; expedit; rapid;
        overdue; slow.; slowly; on time; prolonged; months later; weeks later; stuck; took months;
        takes months; took weeks; takes weeks
        """,
        unless="""
        prompting; own pace; immediate action to; reduced timetables for too long; prompt question; waiting room;
        slow down
        """,
    ),
    _theme(
        "com",
        "Commissioned providers",
        "The quality of care that is bought: contracts, monitoring, visits to homes and providers.",
        """
        commission; contract; provider; monitoring ... unregistered; monitor ... placement;
        monitoring of arrangements; procure; visits to homes; care arrangements; monitoring of children's homes;
        independent fostering agenc; service specification; regulation 44; monitoring of homes;
        monitoring visits to; quality of residential; due diligence; quality of provision
        """,
        unless="""
        training provider; housing provider; education provider; alternative provider
        """,
        parent="plc",
    ),
    _theme(
        "gov",
        "Leadership and corporate parenting",
        "What politicians, senior leaders and boards know, want and do; the council as a parent.",
        """
        CPB; elected member; leaders. ensure; leaders and; leadership; governance; political; board;
        lead member; business plan; improvement plan; corporate; scrutin; chief executive; strategic plan;
        senior leaders; senior management; strategic leader; council leaders; leaders.; strategic oversight;
        councillor; strategic priorit; strategic arrangement; vision; improvement journey; director;
        overview and; joint strategic; members.; strategic management; health and wellbeing;
        investment; policies and procedures; cabinet member
        """,
        unless="""
        managers and leaders; on. board; senior management oversight; family members; management scrutiny;
        members of the; managers and senior leaders; to senior leaders; staff members; team members;
        panel members; members of staff; practice leaders; leaders' oversight; leaders oversight
        """,
    ),
    _theme(
        "lad",
        "Allegations against professionals",
        "The local authority designated officer, and concerns about people in positions of trust.",
        """
        LADO; designated officer; allegation; position of trust; positions of trust;
        conduct of professional; staff conduct
        """,
        unless="""
        allegations and concerns; allegations of abuse by
        """,
    ),
)
"""The 30 themes of a published taxonomy of inspectors' findings, and ``rel``, which the City's own findings need."""


def themes() -> Iterable[Theme]:
    """Return the themes of the built-in plugin."""
    return THEMES
