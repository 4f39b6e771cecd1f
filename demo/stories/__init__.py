"""The answers that personas give, one life a module. Invented people; any likeness is chance."""

from demo.stories.capped import CAPPED
from demo.stories.carer import CARER
from demo.stories.closed_account import CLOSED_ACCOUNT
from demo.stories.common import NOTHING_TO_TELL
from demo.stories.end_of_life import END_OF_LIFE
from demo.stories.fit_note import FIT_NOTE
from demo.stories.half_done import HALF_DONE
from demo.stories.lcwra import LCWRA
from demo.stories.lone_parent import LONE_PARENT
from demo.stories.new_arrival import NEW_ARRIVAL
from demo.stories.otherwise import OTHERWISE
from demo.stories.over_capital import OVER_CAPITAL
from demo.stories.pay_corrected import PAY_CORRECTED
from demo.stories.private_renter import PRIVATE_RENTER
from demo.stories.redundancy import REDUNDANCY
from demo.stories.refuge import REFUGE
from demo.stories.self_employed import SELF_EMPLOYED
from demo.stories.shortest import SHORTEST
from demo.stories.students import STUDENT, STUDENT_PARENT
from demo.stories.under_35 import UNDER_35
from demo.stories.unfinished import BARELY_BEGUN, ONE_TASK_LEFT
from demo.stories.welsh_speaker import WELSH_SPEAKER
from demo.stories.working_parent import WORKING_PARENT
from demo.stories.young_carer import YOUNG_CARER

__all__ = [
    "BARELY_BEGUN",
    "CAPPED",
    "CARER",
    "CLOSED_ACCOUNT",
    "END_OF_LIFE",
    "FIT_NOTE",
    "HALF_DONE",
    "LCWRA",
    "LONE_PARENT",
    "NEW_ARRIVAL",
    "NOTHING_TO_TELL",
    "ONE_TASK_LEFT",
    "OTHERWISE",
    "OVER_CAPITAL",
    "PAY_CORRECTED",
    "PRIVATE_RENTER",
    "REDUNDANCY",
    "REFUGE",
    "SELF_EMPLOYED",
    "SHORTEST",
    "STUDENT",
    "STUDENT_PARENT",
    "UNDER_35",
    "WELSH_SPEAKER",
    "WORKING_PARENT",
    "YOUNG_CARER",
]
