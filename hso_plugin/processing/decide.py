"""`hso:decide`: record what is decided on a submission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import HsoError
from ..core.review.records.model import Event, Submission
from ..core.text import Text
from .review_algorithm import ReviewAlgorithm, require_landed

if TYPE_CHECKING:
    from ..qgis_bridge.jobs.review_jobs import KnownReview
    from ..qgis_bridge.tasks.feedback import FeedbackProgress

SUBMISSION, DECISION, REASON, STATE = "SUBMISSION", "DECISION", "REASON", "STATE"
#: What a reviewer records; withdrawing is the municipality's.
EVENTS = (Event.TAKEN_UP, Event.APPROVED, Event.RETURNED, Event.REJECTED)


class Decide(ReviewAlgorithm):
    """Decide."""

    records = True

    def name(self) -> str:
        """After the colon."""
        return "decide"

    def displayName(self) -> str:
        """In the toolbox."""
        return QCoreApplication.translate("Hso", "Besluta om en inlämning")

    def shortHelpString(self) -> str:
        """Beside the parameters."""
        return QCoreApplication.translate(
            "Hso",
            "Tar upp en inlämning till granskning, godkänner den, lämnar den åter för komplettering eller avslår den. "
            "Den tas upp först och beslutas sedan. Att lämna åter och att avslå kräver ett skäl. Inlämningens "
            "identitet står i listan från hso:queue.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters and outputs."""
        translate = QCoreApplication.translate
        self.add_platform()
        self.addParameter(QgsProcessingParameterString(SUBMISSION, translate("Hso", "Inlämningens identitet")))
        self.addParameter(
            QgsProcessingParameterEnum(
                DECISION,
                translate("Hso", "Beslut: under_granskning, godkand, ater_for_komplettering eller avslagen"),
                [str(event) for event in EVENTS],
                usesStaticStrings=True,
            )
        )
        self.addParameter(QgsProcessingParameterString(REASON, translate("Hso", "Skäl"), optional=True, multiLine=True))
        self.addOutput(QgsProcessingOutputString(STATE, translate("Hso", "Läget efter beslutet")))

    def work(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> dict[str, Any]:
        """Decide, and see that it landed."""
        from ..core.review.records import states
        from ..qgis_bridge.jobs import review_jobs

        wanted = self.parameterAsString(parameters, SUBMISSION, context).strip().strip("{}").lower()
        event = Event(self.parameterAsEnumString(parameters, DECISION, context))
        reason = self.parameterAsString(parameters, REASON, context).strip()
        profile = self.opened(parameters, context, progress)
        known = review_jobs.known_review(profile)
        submission = _found(known, wanted)
        if event not in states.may(known.rights, known.review, submission):
            raise _impossible(known, submission, event)
        require_landed(review_jobs.decide_job(profile, [submission], event, reason, progress))
        return {STATE: str(states.state_of(review_jobs.known_review(profile).review, submission))}


def _found(known: KnownReview, wanted: str) -> Submission:
    from ..core.error_codes.review import NO_SUBMISSION

    found = next((each for each in known.review.submissions if each.change == wanted), None)
    if found is None:
        raise HsoError(
            NO_SUBMISSION,
            Text(
                "Det finns ingen inlämning med den identiteten på plattformen. Inget är beslutat. Se listan från "
                "hso:queue.",
                "There is no submission of that identity on the platform. Nothing was decided. See the list of "
                "hso:queue.",
            ),
            wanted,
        )
    return found


def _impossible(known: KnownReview, submission: Submission, event: Event) -> HsoError:
    from ..core.error_codes.platform import WRONG_STATE
    from ..core.review.records import states
    from ..core.review.records.words import action_words, expected, state_words

    state = states.state_of(known.review, submission)
    return HsoError(
        WRONG_STATE,
        Text(
            "”{action}” går inte: inlämningen är {state}, eller du får inte besluta om den. Inget är beslutat. "
            "{expected}",
            "“{action}” is not possible: the submission is {state}, or you may not decide on it. Nothing was decided. "
            "{expected}",
        ).format(action=action_words(event), state=state_words(state), expected=expected(state)),
        f"{submission.change} {state} {event}",
    )
