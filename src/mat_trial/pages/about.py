"""About: what is known of mats, what this program does, and what it is not."""

import streamlit as st

from mat_trial.protocol import STOP_RULE

KNOWN = (
    (
        "Kjellgren and others, 2011",
        "36 people, 15 minutes a day for 3 weeks, against a control group: their worst pain fell; "
        "their usual pain, sleep and anxiety did not.",
        "10.4081/ams.2011.e5",
    ),
    (
        "Hohmann and others, 2012",
        "14 days, against waiting: neck and back pain fell.",
        "10.1155/2012/753583",
    ),
    (
        "Saha and others, 2016",
        "91 people, no comparison group: relief at once, none that lasted. 8 stopped because it "
        "hurt, 1 had a skin reaction.",
        "",
    ),
    (
        "Olsson and others, 2011",
        "32 healthy people: it hurt most in the first 30 seconds, then less; blood pressure rose.",
        "10.1089/acm.2010.0135",
    ),
)

st.title("What is known, and what this is not", anchor=False)
st.markdown(
    "Acupressure mats **may help some people; results vary, and the studies are small and "
    "short.** They are said to work by relaxing muscles, by more blood flow and by the body's own "
    "painkillers: plausible, but not shown."
)
st.header("The studies", anchor=False)
st.markdown(
    "\n".join(f"- **{who}:** {what}{f' (doi {doi})' if doi else ''}" for who, what, doi in KNOWN)
)
st.header("Why a trial on yourself", anchor=False)
st.markdown(
    "No study can tell whether *you* are one of those it helps. Taking turns between mat days and "
    "no-mat days, in an order drawn by chance, can: pain that comes and goes by itself then falls "
    "on both kinds of day alike. You know which day it is, so hope is part of what you measure."
)
st.header("What this is not", anchor=False)
st.markdown(
    "It is no medical advice, the mat is no medical device, and neither replaces a treatment. "
    f"Tell those who treat you what you try. {STOP_RULE}"
)
st.header("Your data", anchor=False)
st.markdown(
    "All of it stays on this computer, in one file. There is no account, and nothing is sent "
    "anywhere. You can take everything out as a CSV file on the Diary page."
)
