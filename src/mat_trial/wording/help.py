"""Why a trial is made as it is: each question with its answer first."""

from dataclasses import dataclass

from mat_trial.language import mark

SIMULATED = mark("Simulated diaries of 56 days, judged once at the end (docs/validity.md).")
METHOD = mark("How the method works; no figures.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One question about the trial.

    Parameters
    ----------
    answer
        In one sentence.
    reasons
        Paragraphs of short sentences.
    basis
        What the statements rest on.
    """

    question: str
    answer: str
    reasons: tuple[str, ...]
    basis: str


# Tests hold the figures to docs/validity.csv and to the designs themselves.
TOPICS = (
    Topic(
        question=mark("Why does chance choose the order?"),
        answer=mark("So that neither your hopes nor your bad days choose it."),
        reasons=(
            mark(
                "If you chose, you might take the mat on your worst days. Bad days often pass by"
                " themselves, and the mat would get the praise. Chance knows nothing about your "
                "pain."
            ),
            mark(
                "A pair is some days with the mat and as many without. For each pair a coin "
                "decides which comes first. So a slow change over the weeks falls on both kinds "
                "of day alike. And the program can work out how often luck alone would make such"
                " a difference."
            ),
        ),
        basis=METHOD,
    ),
    Topic(
        question=mark("Why such short stretches?"),
        answer=mark("They find more in the same number of days."),
        reasons=(
            mark(
                "Pain has good and bad spells. A spell can fill a whole long block. In short "
                "stretches every mat day has a no-mat day close by."
            ),
            mark(
                "Think of people whom the mat helps by 1 point. Pairs of 2 days find it for 8 in"
                " 10 of them. Pairs of 4 days find it for 7 in 10, and pairs of 7 days for 6 in "
                "10. Four blocks of 14 days find it for 5 in 10."
            ),
            mark("The price is that you switch more often."),
        ),
        basis=mark(
            "Simulated diaries of 56 days, judged once at the end (docs/validity.md). In them "
            "each day is a little like the one before."
        ),
    ),
    Topic(
        question=mark("Why at least 6 pairs?"),
        answer=mark("With fewer, luck alone can always explain the result."),
        reasons=(
            mark(
                "5 pairs can come in only 32 orders. Luck then brings a result as clear as the "
                "clearest in 6 of 100 trials. The strictest test asks for 5 in 100 at most."
            ),
        ),
        basis=mark("Counting the orders."),
    ),
    Topic(
        question=mark("Why lie down on a no-mat day too?"),
        answer=mark("Because lying down may help by itself."),
        reasons=(
            mark(
                "If you rest on mat days only, you learn what mat and rest do together. If you "
                "rest on both, you learn what the mat adds. Take the same time, the same place "
                "and the same music."
            ),
            mark(
                "You can choose your usual day instead. Then the answer is about mat and rest as"
                " one."
            ),
        ),
        basis=METHOD,
    ),
    Topic(
        question=mark("What can nobody hide from you?"),
        answer=mark("You always know whether you lie on the mat."),
        reasons=(
            mark(
                "In a trial of pills, nobody has to know who got the real one. With spikes that "
                "cannot be. So your hope is part of the result. It shows what the mat and "
                "expecting it to help do together. Nobody can take the two apart at home."
            ),
            mark("That is why you are asked before day one how much help you expect."),
        ),
        basis=METHOD,
    ),
    Topic(
        question=mark("Why is the result hidden on the way?"),
        answer=mark("Because looking often makes luck look like help."),
        reasons=(
            mark(
                "Scores go up and down by luck. Look often, and one of the looks will flatter "
                "the mat. Say it does nothing, and you look after every pair. You stop at the "
                "first good sign. Then 12 to 17 people in 100 would be told that it helps."
            ),
            mark(
                "So the plan sets its looks before day one, and early ones must show more. That "
                "keeps such false alarms near 5 in 100. You may still look in between; the "
                "program then writes down that you did."
            ),
        ),
        basis=mark("Trials simulated when the method was made."),
    ),
    Topic(
        question=mark("What if I miss a day?"),
        answer=mark("A few missed days do little harm. Just go on."),
        reasons=(
            mark(
                "Leave the day empty rather than guess. With 1 day in 5 missing, false alarms "
                "stayed near 5 in 100. Pairs of 2 days then found a change of 1 point for 7 "
                "people in 10, not 8."
            ),
            mark(
                "It matters which days you miss. Say the mat helps by 1 point. With a full "
                "diary, 5 people in 100 are wrongly told that it does less. Where bad days went "
                "missing more often, 7 or 8 were. So write down the bad days above all. With "
                "more than 1 day in 5 missing, the verdict also tells the worst case."
            ),
        ),
        basis=SIMULATED,
    ),
    Topic(
        question=mark("Should some days after a switch not count?"),
        answer=mark("Begin without such days."),
        reasons=(
            mark(
                "Days left out after a switch are called washout. They are for an effect that "
                "reaches into the next day. Nobody has measured whether a mat does that. The "
                "program compares the first day after each switch with the others, and warns you"
                " if they differ."
            ),
            mark(
                "If you feel the mat the day after, leave out 1 day and take pairs of 4 days or "
                "more. With pairs of 2 days you would lose more than 1 day in 3, with pairs of 4"
                " days fewer than 1 in 5. These days stay in your diary; the verdict does not "
                "use them."
            ),
        ),
        basis=mark("Counting the switches that chance draws on average."),
    ),
)
