"""Codes of what stands in the way of a submission, a decision and a release."""

from __future__ import annotations

from ..text import Text
from .group import Group

GROUP = Group(Text("Inlämning och granskning", "Submission and review"))

UNSENT = GROUP.code(
    "HSO-OSKICKAT",
    Text("Det finns ändringar som inte är skickade.", "There are changes that have not been sent."),
    Text("Skicka dem, och lämna in sedan.", "Send them, then submit."),
)
ERRORS_LEFT = GROUP.code(
    "HSO-FEL",
    Text(
        "Kontrollen visar fel, som måste rättas före inlämning.",
        "The check shows errors, which must be corrected before a submission.",
    ),
    Text("Rätta felen under Kontrollera.", "Correct the errors under Check."),
)
UNMOTIVATED = GROUP.code(
    "HSO-OMOTIVERAT",
    Text("Det finns varningar utan motivering.", "There are warnings without a motivation."),
    Text("Rätta dem, eller motivera var och en.", "Correct them, or motivate each."),
)
NEWER_EXISTS = GROUP.code(
    "HSO-NYARE-FINNS",
    Text(
        "En kollega har skickat ändringar sedan kontrollen gjordes.",
        "A colleague has sent changes since the check was made.",
    ),
    Text("Kontrollera igen, och lämna in sedan.", "Check again, then submit."),
)
REFUSED = GROUP.code(
    "HSO-NEKAT",
    Text(
        "Plattformen tog inte emot inlämningen, beslutet eller kommentaren.",
        "The platform did not take the submission, the decision or the comment.",
    ),
    Text(
        "Meningen säger varför. Hämta det som är nytt, och gör om.",
        "The sentence says why. Fetch what is new, and do it again.",
    ),
)
WAITING = GROUP.code(
    "HSO-VANTAR",
    Text("Det är sparat i filen men inte framme på plattformen.", "It is kept in the file but is not on the platform."),
    Text("Kör igen: det skickas nästa gång filen används.", "Run again: it is sent the next time the file is used."),
)
NO_MESSAGE = GROUP.code(
    "HSO-MEDDELANDE",
    Text("Inlämningen saknar meddelande till granskaren.", "The submission has no message to the reviewer."),
    Text("Skriv ett meddelande.", "Write a message."),
)
NO_REASON = GROUP.code(
    "HSO-SKAL",
    Text("Den som återlämnar eller avslår måste ange skäl.", "Whoever returns or rejects must give a reason."),
    Text("Skriv skälet.", "Write the reason."),
)
NO_SUBMISSION = GROUP.code(
    "HSO-INLAMNING",
    Text("Den inlämningen finns inte här.", "There is no such submission here."),
    Text("Hämta det som är nytt, och se listan från hso:queue.", "Fetch what is new, and see the list of hso:queue."),
)
NO_RELEASE = GROUP.code(
    "HSO-UTGAVA",
    Text(
        "Utgåvan kan inte göras eller visas: namnet saknas eller är okänt, eller inget är godkänt.",
        "The release cannot be made or shown: the name is missing or unknown, or nothing is approved.",
    ),
    Text(
        "Ange ett namn på en utgåva som finns, eller godkänn inlämningar först.",
        "Give the name of a release that exists, or approve submissions first.",
    ),
)
