"""What each persona's answers come to, worked out by hand from the law and the rates of 2026 to 2027.

Everybody claims on 14 September 2026, so the first period is 14 September to 13 October 2026. Rates: standard
allowance 424.90, or 338.58 under 25; a child 303.94, or 351.88 for the oldest if born before 6 April 2017.
Sources: rules/data/rates.json and lha.json, which say where each comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rules.household import Adult, Charge, Child, Household, Housing, NonDependant, Payday, Unearned
from tests.personas.life import Life, tenancy

LIVES: Mapping[str, Life] = {
    # Rent 112.50 x 52/12 = 487.50, service charges 6.20 x 52/12 = 26.87 (26.8667): 514.37. Three bedrooms are
    # allowed (she; a girl of 11; a boy of 6) and there are two. Pay: (880.00 - 427.00) x 55% = 249.15.
    # Savings: 7,000 is four times 250 over 6,000: 4 x 4.35 = 17.40.
    # 424.90 + 351.88 + 303.94 + 514.37 - 249.15 - 17.40 = 1,328.54. With Child Benefit of 194.78 that is
    # 1,523.32, under the cap of 1,835.00.
    "rosa.hughes": Life(
        {"tenancy": 1, "child": 2, "job": 1, "savings": 1},
        Household(
            adults=(
                Adult(
                    date(1991, 5, 14),
                    "Rosa",
                    paydays=(Payday("Calder Bakery", date(2026, 9, 30), 880_00),),
                    in_paid_work=True,
                ),
            ),
            children=(Child(date(2015, 9, 2), "Mia", "female"), Child(date(2019, 11, 20), "Owen", "male")),
            housing=Housing(
                "social", (Charge("rent", 112_50, "weekly"), Charge("service", 6_20, "weekly")), bedrooms=2
            ),
            capital_pence=7_000_00,
        ),
        (
            ("standard_allowance", 424_90),
            ("child", 351_88),
            ("child", 303_94),
            ("housing", 514_37),
            ("earnings", -249_15),
            ("savings", -17_40),
        ),
        1_328_54,
    ),
    # Rent 745.00 is over the Sheffield allowance for two bedrooms: 620.00. A child with a lower rate: 164.79.
    # 424.90 + 303.94 + 164.79 + 620.00 = 1,513.63. No cap: a child gets a disability benefit.
    "priya.nair": Life(
        {"tenancy": 1, "child": 1, "savings": 1},
        Household(
            adults=(Adult(date(1986, 8, 19), "Priya"),),
            children=(Child(date(2020, 2, 27), "Anjali", "female", disability="lower"),),
            housing=tenancy("private", 745_00, "monthly", 2, "SHEFFIELD"),
            capital_pence=412_30,
        ),
        (("standard_allowance", 424_90), ("child", 303_94), ("disabled_child", 164_79), ("housing", 620_00)),
        1_513_63,
    ),
    # A refuge is paid for by Housing Benefit. The baby counts once born.
    "aisha.karim": Life(
        {},
        Household(adults=(Adult(date(1997, 6, 18), "Aisha"),), housing=Housing("supported")),
        (("standard_allowance", 424_90),),
        424_90,
        never=("child", "housing"),
    ),
    # Rent 825.00; single, 27 and alone: the Bristol allowance for a room in a shared home, 511.33.
    # 424.90 + 511.33 = 936.23, under the cap of 1,229.42. The job ended on 5 September 2026: in the month before
    # the claim, so childcare would still be paid (reg 32(2)), and after a year of enough pay, so no cap would apply
    # for nine months (reg 82).
    "jordan.ellery": Life(
        {"tenancy": 1, "job": 1, "savings": 1},
        Household(
            adults=(Adult(date(1999, 4, 17), "Jordan", in_paid_work=True),),
            housing=tenancy("private", 825_00, "monthly", 1, "BRISTOL"),
            capital_pence=318_06,
            cap_grace_until=date(2027, 6, 5),
        ),
        (("standard_allowance", 424_90), ("housing", 511_33)),
        936_23,
    ),
    # 22: 338.58. Caring: 209.34. No child and no health decision, so no work allowance: 240.00 x 55% = 132.00.
    # 338.58 + 209.34 - 132.00 = 415.92.
    "kai.brennan": Life(
        {"other_adult": 1, "job": 1, "caring": 1},
        Household(
            adults=(
                Adult(
                    date(2004, 7, 30),
                    "Kai",
                    paydays=(Payday("Tamar Garden Centre", date(2026, 9, 30), 240_00),),
                    in_paid_work=True,
                    carer=True,
                ),
            ),
            housing=Housing("family"),
            non_dependants=(NonDependant(date(1969, 12, 8), "Declan", "disability_benefit"),),
        ),
        (("standard_allowance", 338_58), ("carer", 209_34), ("earnings", -132_00)),
        415_92,
        never=("housing",),
    ),
    # Rent 720.00 is over the Norwich allowance for two bedrooms: 695.00. Student income 590.00, of which 110.00
    # does not count: 480.00. 338.58 + 303.94 + 695.00 - 480.00 = 857.52.
    "chloe.barrett": Life(
        {"tenancy": 1, "child": 1, "income": 1},
        Household(
            adults=(Adult(date(2003, 2, 19), "Chloe", unearned=(Unearned("student_income", 590_00),)),),
            children=(Child(date(2022, 5, 6), "Isla", "female"),),
            housing=tenancy("private", 720_00, "monthly", 2, "CENTRAL_NORFOLK_NORWICH"),
        ),
        (("standard_allowance", 338_58), ("child", 303_94), ("housing", 695_00), ("other_income", -480_00)),
        857_52,
    ),
    # Rent 84.20 x 52/12 = 364.87 (364.8667); one spare bedroom takes off 14%, 51.08 (51.0818): 313.79.
    # Carer's Allowance 86.45 x 52/12 = 374.62 (374.6167). 424.90 + 313.79 + 209.34 - 374.62 = 573.41.
    "denise.atkinson": Life(
        {"tenancy": 1, "income": 1, "caring": 1},
        Household(
            adults=(
                Adult(
                    date(1979, 2, 11),
                    "Denise",
                    carer=True,
                    unearned=(Unearned("carers_allowance", 86_45, "weekly"),),
                ),
            ),
            housing=tenancy("social", 84_20, "weekly", 2),
        ),
        (("standard_allowance", 424_90), ("housing", 313_79), ("carer", 209_34), ("other_benefit", -374_62)),
        573_41,
    ),
    # Rent 190.40 x 26/12 = 412.53 (412.5333). 424.90 + 412.53 = 837.43. No amount for health until it is decided.
    "malcolm.reid": Life(
        {"tenancy": 1},
        Household(adults=(Adult(date(1970, 1, 23), "Malcolm"),), housing=tenancy("social", 190_40, "fortnightly", 1)),
        (("standard_allowance", 424_90), ("housing", 412_53)),
        837_43,
        never=("lcwra",),
    ),
    # Rent 401.20 x 13/12 = 434.63 (434.6333). Found before 6 April 2026 not to be able to work: the protected amount
    # for health, 429.80. 424.90 + 434.63 + 429.80 = 1,289.33: over the cap of 1,229.42, which does not apply.
    "delroy.samuels": Life(
        {"tenancy": 1, "savings": 1},
        Household(
            adults=(Adult(date(1975, 5, 29), "Delroy", lcwra=True, lcwra_protected=True),),
            housing=tenancy("social", 401_20, "four_weekly", 1),
            capital_pence=212_75,
        ),
        (("standard_allowance", 424_90), ("housing", 434_63), ("lcwra", 429_80)),
        1_289_33,
    ),
    # Nearing the end of life: the protected amount for health, 429.80, at once. A mortgage is not paid.
    # 424.90 + 429.80 = 854.70. 2,100.00 in savings is under 6,000.
    "kathleen.brady": Life(
        {"tenancy": 1, "savings": 1},
        Household(
            adults=(
                Adult(
                    date(1964, 8, 14),
                    "Kathleen",
                    lcwra=True,
                    lcwra_protected=True,
                    disability_benefits=("pip_daily_living", "pip_mobility"),
                ),
            ),
            housing=Housing("owner"),
            capital_pence=2_100_00,
        ),
        (("standard_allowance", 424_90), ("lcwra", 429_80)),
        854_70,
        never=("housing",),
    ),
    # 351.88 + 3 x 303.94 = 1,263.70 for four children. The allowance for four bedrooms (she; a young man of 16;
    # girls of 10 and 8 together; a boy of 4) is 3,000.00 in Inner East London, so the rent of 1,900.00 is paid in
    # full. 424.90 + 1,263.70 + 1,900.00 = 3,588.60. Child Benefit: (27.05 + 3 x 17.90) x 52/12 = 349.92 (349.9167).
    # Over the London cap of 25,323 / 12 = 2,110.25 by 3,588.60 + 349.92 - 2,110.25 = 1,828.27: 1,760.33 is left.
    "grace.mensah": Life(
        {"tenancy": 1, "child": 4},
        Household(
            adults=(Adult(date(1988, 10, 30), "Grace"),),
            children=(
                Child(date(2010, 1, 12), "Kofi", "male", in_education=True),
                Child(date(2016, 6, 24), "Ama", "female"),
                Child(date(2018, 9, 5), "Esi", "female"),
                Child(date(2021, 12, 1), "Yaw", "male"),
            ),
            housing=tenancy("private", 1_900_00, "monthly", 3, "INNER_EAST_LONDON"),
            london=True,
        ),
        (
            ("standard_allowance", 424_90),
            ("child", 351_88),
            ("child", 303_94),
            ("child", 303_94),
            ("child", 303_94),
            ("housing", 1_900_00),
            ("benefit_cap", -1_828_27),
        ),
        1_760_33,
    ),
    # Rent 94.60 x 50/12 = 394.17 (394.1667): two weeks a year are free. His son of 23 is expected to pay 96.55:
    # 297.62. Savings: 9,740 over 6,000 is 38.96 times 250, so 39 x 4.35 = 169.65.
    # 424.90 + 297.62 - 169.65 = 552.87.
    "yusuf.demir": Life(
        {"tenancy": 1, "other_adult": 1, "savings": 1},
        Household(
            adults=(Adult(date(1982, 6, 5), "Yusuf"),),
            housing=tenancy("social", 94_60, "weekly", 2, free_weeks=2),
            non_dependants=(NonDependant(date(2003, 1, 20), "Emre"),),
            capital_pence=15_740_00,
        ),
        (("standard_allowance", 424_90), ("housing", 297_62), ("savings", -169_65)),
        552_87,
    ),
    # Both children were born after 6 April 2017: 2 x 303.94. Rent 118.40 x 52/12 = 513.07 (513.0667); a girl of 8
    # and a boy of 4 share. Childcare: 640.00 + 22.50 x 52/12 = 737.50; 85% of it is 626.88 (626.875).
    # Pay: (1,420.00 - 427.00) x 55% = 546.15. Half of 1,250.50 in an ISA is hers.
    # 424.90 + 607.88 + 513.07 + 626.88 - 546.15 = 1,626.58. No cap: she took home 881.00 or more.
    "gemma.ashworth": Life(
        {"tenancy": 1, "child": 2, "job": 1, "childcare": 2, "savings": 1},
        Household(
            adults=(
                Adult(
                    date(1992, 1, 15),
                    "Gemma",
                    paydays=(Payday("Vernon Dental Practice", date(2026, 9, 30), 1_420_00),),
                    in_paid_work=True,
                ),
            ),
            children=(
                Child(date(2018, 7, 21), "Lily", "female", childcare_pence=97_50),
                Child(date(2022, 3, 3), "Noah", "male", childcare_pence=640_00),
            ),
            housing=tenancy("social", 118_40, "weekly", 2),
            capital_pence=625_25,
        ),
        (
            ("standard_allowance", 424_90),
            ("child", 303_94),
            ("child", 303_94),
            ("housing", 513_07),
            ("childcare", 626_88),
            ("earnings", -546_15),
        ),
        1_626_58,
    ),
    # Rent 420.00 is over the South Gwynedd allowance for one bedroom: 350.00 (she is over 35). Four paydays of
    # 148.20: 592.80 x 55% = 326.04, with no work allowance. 424.90 + 350.00 - 326.04 = 448.86.
    "elin.rowlands": Life(
        {"tenancy": 1, "job": 1},
        Household(
            adults=(
                Adult(
                    date(1985, 2, 3),
                    "Elin",
                    paydays=tuple(
                        Payday("Caffi'r Bont", day, 148_20)
                        for day in (date(2026, 9, 18), date(2026, 9, 25), date(2026, 10, 2), date(2026, 10, 9))
                    ),
                    in_paid_work=True,
                ),
            ),
            housing=tenancy("private", 420_00, "monthly", 1, "SOUTH_GWYNEDD"),
        ),
        (("standard_allowance", 424_90), ("housing", 350_00), ("earnings", -326_04)),
        448_86,
    ),
    # Half of the rent of 900.00 is hers, 450.00; under 35, the Tyneside allowance for a room is 381.33. Her joint
    # tenant pays nothing towards it. Profit: 520.00 x 55% = 286.00. 424.90 + 381.33 - 286.00 = 520.23.
    "leanne.fox": Life(
        {"tenancy": 1, "other_adult": 1, "savings": 1},
        Household(
            adults=(Adult(date(1993, 5, 5), "Leanne", self_employed_pence=520_00, in_paid_work=True),),
            housing=tenancy("private", 900_00, "monthly", 2, "TYNESIDE", tenants=2),
            capital_pence=640_00,
        ),
        (("standard_allowance", 424_90), ("housing", 381_33), ("earnings", -286_00)),
        520_23,
    ),
    # Pay: 310.00 x 55% = 170.50, with no work allowance. 424.90 - 170.50 = 254.40.
    "farida.rahimi": Life(
        {"job": 1},
        Household(
            adults=(
                Adult(
                    date(1995, 6, 24),
                    "Farida",
                    paydays=(Payday("Chiltern Parcels", date(2026, 9, 30), 310_00),),
                    in_paid_work=True,
                ),
            ),
            housing=Housing("family"),
        ),
        (("standard_allowance", 424_90), ("earnings", -170_50)),
        254_40,
        never=("housing",),
    ),
    "callum.sinclair": Life(
        {},
        Household(adults=(Adult(date(1982, 3, 11), "Callum"),), housing=Housing("family")),
        (("standard_allowance", 424_90),),
        424_90,
        never=("housing",),
    ),
    # Refused, so nothing is paid; the sum says what it would have been.
    "marta.zielinska": Life(
        {"savings": 1},
        Household(adults=(Adult(date(1997, 2, 27), "Marta"),), housing=Housing("family"), capital_pence=905_40),
        (("standard_allowance", 424_90),),
        424_90,
        never=("housing",),
    ),
}
