"""The words by which a recommendation is read: data, which an authority can extend or replace without code.

In ``qaframework.toml``::

    [smart.extend]
    nebulous_verbs = ["progress", "unpick"]
    agents = ["edge of care team", "family hub"]

    [smart.replace]
    standards = ["statutory", "practice standards"]
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from qaframework.errors import SettingsError, nearest

Words = tuple[str, ...]


def these(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def _words(text: str) -> Words:
    return tuple(" ".join(one.split()) for one in text.split(","))


@attrs.frozen(kw_only=True)
class Vocabulary:
    """The words a recommendation is read by. Each is in lower case; a phrase of several words is one entry.

    Attributes:
        output_verbs: acts that leave something to see: a record, a visit, a decision.
        soft_verbs: acts somebody can be seen doing, though nothing need come of them.
        nebulous_verbs: aims and attitudes: nobody could say on which day they were done.
        nebulous_participles: the same where they describe ("is strengthened", "are supported").
        artefacts: things that can be looked at: a plan, a chronology, a protocol.
        counts: words of measures: a number, a share, a standard that everybody or nobody meets.
        standards: what a named outside standard is called.
        agents: roles and bodies that can be asked whether they did it.
        groups: words that, where a sentence begins with them, sound like somebody and name nobody.
        purposes: verbs that say, after "to", what something is for.
    """

    output_verbs: Words
    soft_verbs: Words
    nebulous_verbs: Words
    nebulous_participles: Words
    artefacts: Words
    counts: Words
    standards: Words
    agents: Words
    groups: Words
    purposes: Words


DEFAULT = Vocabulary(
    output_verbs=_words(
        "add,agree,allocate,amend,announce,apologise,appoint,arrange,ask,assign,attend,audit,authorise,award,book,"
        "bring,calculate,call,chair,chase,check,circulate,clarify,close,collate,collect,commission,communicate,compile,"
        "complete,conduct,confirm,contact,convene,copy,cover,create,date,decide,deliver,describe,design,devise,do,"
        "disseminate,distribute,document,draft,draw,email,escalate,establish,evidence,feature,file,fill,"
        "finalise,find,finish,fix,formulate,gather,give,hold,include,incorporate,inform,install,introduce,invite,issue,"
        "launch,list,log,make,map,match,meet,minute,name,nominate,notify,note,obtain,offer,open,organise,"
        "outline,pay,phone,"
        "plan,prepare,present,produce,provide,publish,put,quantify,reach,read,"
        "reallocate,recalculate,recommend,reconvene,record,recruit,redraft,refer,refund,register,reinstate,reissue,"
        "release,remind,remove,repair,repay,report,request,reschedule,resubmit,rewrite,ring,roll,run,sample,"
        "schedule,scrutinise,see,send,set,share,show,sign,specify,start,state,submit,supply,tell,track,transfer,"
        "update,upload,visit,write,contain,convert,undertake,appraise,screen,analyse,list,exit,begin,fund,"
        "install,detail,label,translate,transcribe,count,re-audit,dip-sample,replace,backdate,bid,apply,"
        # Papers and files.
        "archive,capture,co-sign,correct,countersign,diarise,display,edit,extract,file,initial,laminate,"
        "photocopy,photograph,"
        "populate,post,print,proof-read,pull,rectify,redact,redraw,rename,reword,scan,sign,spell,summarise,tick,type,"
        "plot,tabulate,timetable,"
        # Words to somebody.
        "advertise,advise,alert,answer,apologise,brief,cascade,debrief,flag,highlight,lobby,phone,publicise,"
        "quote,reply,"
        "signpost,thank,warn,"
        # Decisions and offices.
        "move,swap,switch,change,redo,approve,cancel,cease,place,stop,commence,countermand,delegate,deploy,"
        "endorse,enrol,hire,induct,initiate,instigate,instruct,"
        "postpone,prohibit,ratify,rearrange,reassign,redeploy,reopen,resume,revoke,rotate,second,suspend,"
        "trigger,waive,withdraw,"
        # Money and things.
        "buy,compensate,fit,order,procure,purchase,reimburse,re-tender,recommission,decommission,supply,tender,upgrade,"
        # Looking into.
        "cross-check,cross-reference,dip,double-check,inspect,reassess,re-assess,recheck,search,spot-check,tally,trace,"
        "triangulate,validate,verify,weigh,"
        # With people.
        "clear,quality-assure,accompany,buddy,coach,return,co-locate,host,induct,mentor,shadow,transport"
    ),
    soft_verbs=_words(
        "adopt,assess,avoid,benchmark,carry,comply,consult,explain,contribute,discuss,evaluate,examine,"
        "expand,extend,widen,broaden,expedite,follow,"
        "gather,help,implement,interview,investigate,involve,monitor,observe,recirculate,redesign,research,"
        "review,revise,revisit,scope,speak,survey,talk,test,train,use,utilise,analyse,teach,"
        "identify,risk-assess,wait,get,refresh,restructure,reconfigure,revert,trial,pilot,demonstrate,discharge"
    ),
    nebulous_verbs=_words(
        "accelerate,achieve,acknowledge,act,adapt,address,advance,align,appreciate,aspire,be mindful,benefit,bolster,"
        "build,bear,challenge,champion,coordinate,commit,consider,consolidate,continue,cultivate,deal,deepen,develop,"
        "drive,embed,embrace,empower,enable,encourage,endeavour,engage,enhance,ensure,equip,expect,explore,facilitate,"
        "focus,foster,further,gain,grow,harness,have,improve,increase,intensify,keep,know,lead,learn,liaise,look,"
        "maintain,manage,maximise,minimise,need,optimise,oversee,prioritise,progress,promote,pursue,raise,recognise,"
        "reduce,refine,reflect,reinforce,remain,remember,respond,safeguard,secure,seek,sharpen,stabilise,step,"
        "streamline,strengthen,strive,support,sustain,tackle,tailor,take,think,try,understand,value,work,"
        "feel,live,want,like,love,hope,believe,trust,enjoy,thrive,flourish,belong,exist,matter,"
        "appear,seem,become,happen,occur,stay,depend,differ,suffer,cope,hear,experience,rely,care,go,come,let,receive,assure,satisfy,revitalise,"
        "reinvigorate,refocus,rethink,energise,galvanise,elevate,modernise,transform,nurture,cement,uplift,instil,inspire,"
        "motivate,integrate,balance,simplify,shorten,feed,halve,double"
    ),
    nebulous_participles=_words(
        "accelerated,addressed,aligned,applied,appreciated,balanced,based,challenged,compromised,considered,"
        "coordinated,delayed,delivered,developed,driven,embedded,empowered,enabled,encouraged,engaged,enhanced,ensured,"
        "equipped,evaluated,experienced,explored,focused,focussed,heard,helped,implemented,improved,increased,"
        "informed,involved,joined,kept,led,linked,maintained,managed,met,minimised,needed,placed,prepared,"
        "prevented,prioritised,progressed,promoted,protected,provided,qualified,reduced,reflected,related,required,"
        "resourced,responded,safeguarded,secured,skilled,strengthened,supported,sustained,tailored,targeted,"
        "understood,used,utilised,valued,looked,dealt,committed,designed,intended,expected,concerned,acted,held to"
        " account,taken"
    ),
    artefacts=_words(
        "action plan,action plans,agenda,agreement,analysis,apology,appointment,assessment,assessments,audit,"
        "audits,business case,chart,checklist,chronologies,chronology,contract,criteria,dashboard,dataset,decision,"
        "decisions,directory,document,documents,ecomap,example,file,form,forms,framework,genogram,genograms,guidance,"
        "guide,guideline,guidelines,handbook,health passport,health passports,invoice,leaflet,letter,letters,"
        "life story book,list,manual,mechanism,minutes,note,notes,offer,passport,passports,pathway,plan,plans,policies,"
        "policy,procedure,procedures,programme,proposal,protocol,protocols,rationale,reply,response,account,"
        "explanation,payment,record,records,referral,register,report,reports,risk assessment,rota,"
        "schedule,script,specification,standard operating procedure,sop,"
        "statement,strategy,summary,summaries,system,target,targets,template,templates,terms of reference,threshold "
        "document,timescales,tool,toolkit,tracker,training programme,workbook,workshop,workshops,visits,objectives,"
        "pep,peps,ehcp,ehcps,goals,actions,milestones,sheet,flowchart,poster,diary,certificate,evidence,copy,confirmation,alert,notice,photograph"
    ),
    counts=_words(
        "%,per cent,percent,number of,proportion of,take up of,take-up of,uptake of,rate of,rates of,"
        "percentage of,target of,indicators,in writing"
    ),
    standards=_words(
        "statutory timescales,statutory guidance,statutory requirements,required timescales,prescribed timescales,"
        "statutory timescale,statutory time frames,statutory timeframes,national minimum standards,regulation,"
        "regulations,statutory visits,mandated"
    ),
    agents=_words(
        "agency staff,cabinet member,"
        "adviser,advisers,advisor,advisors,advocate,advocates,authority,board,boards,cafcass,camhs,chair,"
        "chairs,clinical lead,college,colleges,commissioner,commissioners,committee,community care,conference chairs,"
        "coordinator,coordinators,co-ordinator,council,councils,councillors,dcs,department,deputy,director,directors,"
        "decision maker,decision-maker,education service,elected members,executive,family support worker,finance team,"
        "frontline managers,gp,gps,head of service,head of safeguarding,headteacher,headteachers,health visitor,"
        "heads of service,icb,icbs,ccg,ccgs,iro,iros,lado,landlord,leadership team,lead member,"
        "lead professional,lead professionals,lscb,lscp,manager,managers,management team,mash,members,midwife,ministry,"
        "nurse,nurses,officer,officers,ombudsman,pa,pas,panel,paediatrician,partnership,partnership board,"
        "personal adviser,police,practitioner,practitioners,principal,probation,provider,providers,psychologist,"
        "registered manager,reviewing service,safeguarding partners,school nurse,scrutiny committee,senco,"
        "social worker,social workers,ssw,sw,sws,sub-group,sub-groups,subgroup,subgroups,supervisor,supervisors,"
        "support worker,teacher,teachers,therapist,therapists,trust,trusts,universities,university,virtual school,"
        "worker,workers,yot,yos,yjs,lead,leads,tfl,rcscb,mappa,marac,working group,task group,task and finish group,"
        "care leaving service,leaving care service,reviewing officers,senior leaders,housing association,"
        "leadership,agency,agencies,dsl,fostering service,adoption service,adoption agency,duty team,assessment team,"
        "nhs,commissioning service,ceo,chief executive,corporate parenting panel,corporate parents,practice lead,"
        "auditors,auditor,moderator,moderators,reviewer,reviewers,designated nurse,designated doctor,clinician,"
        "clinicians,inspectorate,foster carer,mentor,guardian,solicitor,consultant,psychiatrist,doctor,dentist,"
        "administrator,analyst,inspector,cabinet,court,hospital,ambulance service,secretary of state,"
        "home office,government,dfe,minister,ministers,ofsted,cqc,governors,governing body,governing bodies,school,"
        "schools,nursery,academy,early years setting,children's services,children's social care,adult social care,"
        "adult services,csc,asc,tm,atm,s w,business support,legal services,housing services,youth justice service,"
        "customer services,democratic services,care home,children's home,residential home,home manager,keyworker,"
        "key worker,case holder,non-case holder,link worker,caseworker,case worker,area leaders,public health,"
        "accommodation provider,occupational therapist,educational psychologist,tutor,interpreter service,named doctor,"
        "named nurse,named person,gp surgery,surgery,ambulance,care provider,co-worker,matron,chief nurse,"
        "medical director,"
        "quality assurance lead,dwp,hmpps,prison,appropriate body"
    ),
    groups=_words(
        "leaders in health,leaders in education,leaders in social care,health commissioners and providers,"
        "partner agencies,all agencies,all partners,all staff,everyone"
    ),
    purposes=_words(
        "achieve,allow,alleviate,assess,assist,assure,avoid,benefit,build,challenge,counter,cut,decide,decrease,deter,"
        "drive,eliminate,enable,encourage,enhance,evaluate,give,guarantee,help,identify,improve,increase,inform,judge,"
        "keep,learn,lessen,limit,make sure,maximise,measure,minimise,mitigate,overcome,oversee,prevent,promote,protect,"
        "raise,recognise,reduce,relieve,remedy,safeguard,secure,show,speed,stop,strengthen,"
        "support,sustain,tackle,test,track,understand,underpin,ensure,address,give,shape,steer,limit,prove,stabilise,"
        "widen,provide assurance,"
        "get,see,know,put right,enrich,restore,rebuild,feel,close the gap,close the loop,maintain,facilitate,reassure,"
        "minimize,check,ease,boost,lift,lower,preserve,save,confirm,determine,satisfy,uphold,diminish,honour,empower,equip,"
        "deepen,combat,progress,attract,retain,prepare,make it,make them,acknowledge,compensate,share learning,"
        "share the learning,bring about,put things right,free up,offer stability,fit,spare,save,aid,break down,"
        "bring down"
    ),
)
NAMES = tuple(field.name for field in attrs.fields(Vocabulary))
CHANGES = ("extend", "replace")

Changes = Mapping[str, Mapping[str, Words]]
"""What an authority changes: under "extend" and "replace", words by the name of their list."""


def changed(changes: Changes) -> Vocabulary:
    """Return the vocabulary with an authority's own words.

    Raises:
        SettingsError: a list is named that there is not, or what stands there is no list of words.

    >>> "unpick" in changed({"extend": {"nebulous_verbs": ("unpick",)}}).nebulous_verbs
    True
    """
    wrong = list(faults(changes))
    if wrong:
        raise SettingsError("; ".join(wrong))
    lists = {name: tuple(given) for name, given in changes.get("replace", {}).items()}
    for name, given in changes.get("extend", {}).items():
        lists[name] = (*lists.get(name, getattr(DEFAULT, name)), *given)
    return attrs.evolve(DEFAULT, **{name: tuple(word.lower() for word in words) for name, words in lists.items()})


def faults(changes: Mapping[str, object]) -> list[str]:
    """Return what is wrong with a ``[smart]`` section, in words."""
    wrong: list[str] = []
    for change, lists in changes.items():
        if change not in CHANGES or not isinstance(lists, Mapping):
            wrong.append("write [smart.extend] or [smart.replace], and the lists of words below it")
            continue
        for name, words in lists.items():
            if name not in NAMES:
                near = nearest(name, NAMES)
                hint = f"did you mean {near!r}?" if near else f"there are {', '.join(NAMES)}"
                wrong.append(f"[smart.{change}] there is no list {name!r}; {hint}")
            elif not isinstance(words, (list, tuple)) or not all(isinstance(one, str) and one.strip() for one in words):
                wrong.append(f"[smart.{change}] {name} is a list of words")
    return wrong
