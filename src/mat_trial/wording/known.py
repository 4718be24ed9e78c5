"""What is known about acupressure mats, with the sources; what nobody knows; the harms."""

from dataclasses import dataclass

from mat_trial.language import _, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication, named as far as it is known here.

    Parameters
    ----------
    name
        Author and year; empty where only the DOI is known.
    doi
        Empty where it is not known.
    """

    name: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One study of mats.

    Parameters
    ----------
    finding
        What came out, as a title.
    details
        What belongs to it, in sentences.
    kind
        How the study was made.
    people
        Who took part, how many, and for how long.
    certainty
        How far it can be trusted to say whether a mat helps, and why no further.
    """

    finding: str
    details: str
    kind: str
    people: str
    certainty: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement with the publications it is taken from, at least one."""

    text: str
    sources: tuple[Source, ...]


KJELLGREN = Source(name="Kjellgren, 2011", doi="10.4081/ams.2011.e5")
HOHMANN = Source(name="Hohmann, 2012", doi="10.1155/2012/753583")
SAHA = Source(name="Saha, 2016")
OLSSON = Source(name="Olsson, 2011", doi="10.1089/acm.2010.0135")

ANSWER = (
    mark("**Mats may help some people. Whether one helps you, nobody can tell you yet.**"),
    mark(
        "The studies are small and short. The people in them knew that they lay on a mat, so "
        "hope may be part of what they felt."
    ),
)

STUDIES = (
    Study(
        finding=mark("The worst pain fell, the usual pain did not"),
        details=mark("Sleep and anxiety did not improve either."),
        kind=mark("A trial in which chance decided who got a mat"),
        people=mark("36 people, 15 minutes at a time, for 3 weeks"),
        certainty=mark(
            "Not very. The group was small, and of the four results we know of only one was good."
        ),
        source=KJELLGREN,
    ),
    Study(
        finding=mark("Neck and back pain fell within two weeks"),
        details=mark("It was measured against people who had to wait for a mat."),
        kind=mark("A trial in which chance decided who had to wait"),
        people=mark("People with neck or back pain, for 14 days; how many, our notes do not say"),
        certainty=mark(
            "Not very. Two weeks are short. Those who waited got nothing to hope for, and "
            "hope alone can ease pain."
        ),
        source=HOHMANN,
    ),
    Study(
        finding=mark("Relief at once, but none that lasted"),
        details=mark("Right after the mat it hurt less. Later nothing of that was left."),
        kind=mark("Everybody used a mat; there was no other group"),
        people=mark("91 people"),
        certainty=mark(
            "Hardly at all. With nobody to compare, pain may have eased by itself. But the "
            "study counted harms; they stand below."
        ),
        source=SAHA,
    ),
    Study(
        finding=mark("The first half minute hurts most"),
        details=mark("After 30 seconds at most it hurt less and less. Blood pressure rose."),
        kind=mark("A study of what happens while people lie on the mat"),
        people=mark("32 healthy people"),
        certainty=mark(
            "It cannot say whether mats ease lasting pain. These people had none to ease."
        ),
        source=OLSSON,
    ),
)

HOW_IT_MIGHT_WORK = mark(
    "Mats are said to work in three ways. The spikes press on points that let muscles relax. More "
    "blood flows there. The body sets free its own painkillers, called endorphins. All three "
    "could be true. None has been shown."
)

UNKNOWN = (
    mark("How a mat works, if it works."),
    mark("Whether relief lasts. The longest trial named here took 3 weeks."),
    mark("Whether the effect of one day reaches into the next. Nobody has measured it."),
    mark("How much of it is the mat, how much the rest, and how much the hope."),
    mark(
        "Whether it helps with headaches, migraine or sore joints. We know of no result on them."
    ),
    mark(
        "What change in sleep or mood is worth the effort. There is no agreed number, so you "
        "choose your own."
    ),
    mark("Who will be helped and who will not."),
)

HARMS = (
    Fact(text=mark("8 of 91 people stopped because the mat hurt them."), sources=(SAHA,)),
    Fact(text=mark("1 of 91 had a skin reaction."), sources=(SAHA,)),
    Fact(text=mark("It hurts most in the first 30 seconds, then less."), sources=(OLSSON,)),
    Fact(text=mark("Blood pressure went up on the mat."), sources=(OLSSON,)),
)
GENTLE_USE = mark(
    "Begin with 5 to 10 minutes; 30 minutes at once is the most. That is common advice, not a "
    "result of these studies."
)
SMALL_STUDIES_MISS = mark("Studies this small cannot see harms that are rare.")
WHO_SHOULD_NOT = mark(
    "Some of these come from sellers' own lists and not from the studies above. They are there "
    "for caution."
)

PAIN_SCORES = (
    Fact(
        text=mark(
            "On a scale from 0 to 10, about 1 point less feels slightly better. 2 points less, "
            "or a third of the pain, feels much better."
        ),
        sources=(
            Source(doi="10.1016/j.ejpain.2003.09.004"),
            Source(doi="10.1016/s0304-3959(01)00349-9"),
        ),
    ),
    Fact(
        text=mark(
            "Pain comes and goes by itself. A person's days typically lie about 1.6 points "
            "above or below their own average. For some people that is only 0.3, for others 4.1."
        ),
        sources=(Source(doi="10.1002/art.21407"),),
    ),
)

OWN_TRIAL = (
    mark(
        "A study speaks about a group. **Your own trial speaks about you.** It sets your mat "
        "days beside your no-mat days, in an order drawn by chance. So pain that comes and goes "
        "by itself does not side with the mat."
    ),
    mark(
        "It cannot part the mat from your hope. It does not speak for other people, or for next "
        "year. And a clear no is a good result: it saves money and hope."
    ),
)

LIMITS = mark(
    "This page rests on short notes about each study. Where it leaves something out, we do not "
    "know it. To read a study, put its DOI behind doi.org/ in a browser. Mat Trial itself opens "
    "nothing on the internet."
)


def say_source(source: Source) -> str:
    """Say where a fact is from.

    >>> say_source(HOHMANN), say_source(SAHA)
    ('Hohmann, 2012. DOI 10.1155/2012/753583', 'Saha, 2016')
    """
    return ". ".join(filter(None, (source.name, source.doi and f"DOI {source.doi}")))


def say_fact(fact: Fact) -> str:
    """Say a fact and where it is from.

    >>> say_fact(HARMS[1])
    '1 of 91 had a skin reaction. (Saha, 2016)'
    """
    return f"{_(fact.text)} ({'; '.join(map(say_source, fact.sources))})"


def list_study(study: Study) -> list[tuple[str, str]]:
    """Return what there is to know about a study, as terms and what stands for them.

    >>> list_study(STUDIES[2])[1]
    ('Who took part', '91 people')
    """
    return [
        (_("Kind of study"), _(study.kind)),
        (_("Who took part"), _(study.people)),
        (_("How sure"), _(study.certainty)),
        (_("Source"), say_source(study.source)),
    ]
