"""What somebody's savings and property count as (UC Regs regs 46 to 50 and Sch 10), before the rules of capital.py."""

from datetime import date
from fractions import Fraction

from rules.facts import known
from rules.periods import months_after
from rules.rates import Rates
from rules.rounding import round_half_up

SALE_COSTS = Fraction(1, 10)
MONTHS_OF_ARREARS = 12
# Never counted (Sch 10 paras 1, 4, 7 and 10; reg 46(2)): the home, business assets, pension rights, belongings.
ALWAYS_DISREGARDED = frozenset({"home", "personal_goods", "pension", "business"})


def countable_pence(market_pence: int, *, costs_to_sell: bool, debt_pence: int = 0, owners: int = 1) -> int:
    """Pence that one owner's share counts as: the market value, less a tenth where selling would cost something, less
    what is secured on it (reg 49), in equal shares (reg 47). Never below nothing; rounded once."""
    if owners < 1:
        raise ValueError(f"Something has at least one owner, not {owners}")
    worth = market_pence * (1 - SALE_COSTS) if costs_to_sell else Fraction(market_pence)
    return round_half_up(max(worth - debt_pence, Fraction(0)) / owners)


def is_disregarded(
    kind: str, on: date, *, arrears_received_on: date | None = None, longer_until: date | None = None
) -> bool:
    """Whether something does not count on a day (Sch 10). Arrears of benefit do not for 12 months from the day they are
    received (para 18), or until a later day that a decision maker sets for large ones after an official error."""
    if arrears_received_on is not None:
        return on < max(months_after(arrears_received_on, MONTHS_OF_ARREARS), longer_until or arrears_received_on)
    return kind in ALWAYS_DISREGARDED


def is_deprivation(*, to_get_more: bool | None, paid_a_debt: bool | None, reasonable_purchase: bool | None) -> bool:
    """Whether somebody who no longer has capital is treated as having it (reg 50(1) and (2)): given up to get Universal
    Credit or more of it, and not to pay a debt or to buy what was reasonable."""
    if known(paid_a_debt, "whether the capital paid a debt") or known(
        reasonable_purchase, "whether the capital bought what was reasonable"
    ):
        return False
    return known(to_get_more, "whether capital was given up to get more Universal Credit")


def notional_capital_next(notional_pence: int, rates: Rates, *, award_without_pence: int) -> int:
    """What notional capital comes to a period later (reg 50(3)): over the upper limit, less the award there would have
    been without it; over the lower limit, less the income it is treated as giving; else the same. In pence."""
    if notional_pence > rates["capital.upper_limit"].pence:
        return max(notional_pence - award_without_pence, 0)
    over_pence = notional_pence - rates["capital.lower_limit"].pence
    if over_pence <= 0:
        return notional_pence
    steps = -(-over_pence // rates["capital.tariff_step"].pence)
    return notional_pence - steps * rates["capital.tariff_per_step"].pence
