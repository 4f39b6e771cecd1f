"""Where a pound more leaves people with less than before: every cliff there is inside an award, as data.

Anywhere else a pound more of take-home pay takes off 55p at most (reg 22), and a pound more of savings nothing at all.
What lies outside an award has cliffs of its own, which are not here: Carer's Allowance and its earnings limit, or
help with health costs.
"""

from typing import NamedTuple

EARNINGS, SAVINGS = "earnings", "savings"


class Cliff(NamedTuple):
    """A place where a pound more of earnings or savings costs more than that pound, and the regulation that puts it
    there. `where` says for whom and at which figure."""

    of: str
    where: str
    regulation: str


CLIFFS = {
    "owner_service_charges": Cliff(
        EARNINGS,
        "An owner who is helped with service charges has pay of any amount: the whole help ends.",
        "UC Regs Sch 5 para 4",
    ),
    "tariff_step": Cliff(
        SAVINGS,
        "Savings pass 6,000 pounds, or another 250 above it: 4.35 a month more is taken off.",
        "UC Regs reg 72(1)",
    ),
    "capital_limit": Cliff(
        SAVINGS,
        "Savings pass 16,000 pounds: there is no award at all.",
        "WRA 2012 s.5; UC Regs reg 18",
    ),
}
