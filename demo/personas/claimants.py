"""The people who claim, by how far they have come."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from demo import stories
from demo.personas.persona import Persona, Stage

UNSENT = (
    Persona(
        "gareth.pugh",
        "Gareth Pugh",
        _("Somebody with an account who has not started a claim"),
        _("Make a claim from its first question."),
    ),
    Persona(
        "daniel.okafor",
        "Daniel Okafor",
        _("A young man with his claim half done"),
        _("The task list: go on where he stopped, change an answer, send the claim."),
        stage=Stage.HALF_DONE,
        story=stories.HALF_DONE,
        days=3,
    ),
    Persona(
        "nikhil.rao",
        "Nikhil Rao",
        _("A homeowner with a lodger, who has one task left and 2 days to do it in"),
        _("Tell us where to pay him and send the claim, or move the clock and see it lapse."),
        stage=Stage.LAPSING,
        story=stories.ONE_TASK_LEFT,
        days=26,
    ),
    Persona(
        "beatrice.langley",
        "Beatrice Langley",
        _("Somebody with more than £16,000"),
        _("The page that says why she cannot claim and what else there is. Go back and change the answer."),
        stage=Stage.STOPPED,
        story=stories.OVER_CAPITAL,
        days=1,
    ),
    Persona(
        "felix.warburton",
        "Felix Warburton",
        _("A full-time student with no exception"),
        _("The page that says why he cannot claim. Choose an exception instead and go on."),
        stage=Stage.STOPPED,
        story=stories.STUDENT,
        days=2,
    ),
)

SENT = (
    Persona(
        "priya.nair",
        "Priya Nair",
        _("A parent who rents privately and has just sent her claim"),
        _("What happens next, and her to-do: prove who she is. She said how; it waits for an adviser, with her claim."),
        stage=Stage.SENT,
        story=stories.PRIVATE_RENTER,
        brma="SHEFFIELD",
    ),
    Persona(
        "aisha.karim",
        "Aisha Karim",
        _("A pregnant woman in a refuge, with no account and no National Insurance number"),
        _("As a decision maker: her identity is proven. Record her number, then decide her claim."),
        stage=Stage.DECISION,
        story=stories.REFUGE,
        days=5,
    ),
)

ACCEPTED = (
    Persona(
        "jordan.ellery",
        "Jordan Ellery",
        _("A private renter under 35 who lives alone and has lost her job"),
        _("Her estimate: help with the rent stops at the rate for a room in a shared home."),
        stage=Stage.ACCEPTED,
        story=stories.UNDER_35,
        days=12,
        brma="BRISTOL",
    ),
    Persona(
        "kai.brennan",
        "Kai Brennan",
        _("A carer of 22 with a Saturday job"),
        _(
            "The amount for caring without Carer’s Allowance, and pay that counts in full below it. He has no photo to "
            "show, so his first payment waits until somebody has looked: as an adviser, check who he is again."
        ),
        stage=Stage.ACCEPTED,
        story=stories.YOUNG_CARER,
        days=19,
        pay=((240_00,),),
        showed=("birth_certificate", "bank_card"),
    ),
    Persona(
        "chloe.barrett",
        "Chloe Barrett",
        _("A student with a child"),
        _("Accepted because an exception applies. Her student loan is taken off."),
        stage=Stage.ACCEPTED,
        # Her name before she married: another signal, explained.
        story=stories.STUDENT_PARENT.but(account_holder="C Lindqvist"),
        days=20,
        brma="CENTRAL_NORFOLK_NORWICH",
        reason="conditions-met-exception",
    ),
    Persona(
        "farida.rahimi",
        "Farida Rahimi",
        _("A warehouse worker whose pay was corrected before she was paid"),
        _("Two versions of her statement: the first payment never went out. Her letter waits for staff to post it."),
        stage=Stage.PAYDAY,
        story=stories.PAY_CORRECTED,
        days=2,
        months=1,
        pay=((310_00,),),
    ),
)

PAID = (
    Persona(
        "rosa.hughes",
        "Rosa Hughes",
        _("A lone parent with a part-time job, paid for two months"),
        _("Read two statements: she earned more in the second month. See who looked at her record."),
        stage=Stage.PAID,
        story=stories.LONE_PARENT.but(nino="QQ456789D"),
        days=10,
        months=2,
        # Not the same, so that the two statements differ.
        pay=((880_00,), (1_042_50,)),
    ),
    Persona(
        "denise.atkinson",
        "Denise Atkinson",
        _("A carer on Carer’s Allowance, with a spare room"),
        _("What caring adds, what Carer’s Allowance takes off, and what the spare room costs."),
        stage=Stage.PAID,
        story=stories.CARER,
        days=13,
        months=1,
    ),
    Persona(
        "malcolm.reid",
        "Malcolm Reid",
        _("A man with a fit note in Scotland, who waits to be assessed"),
        _("His statement says why nothing is added for health yet. Staff cannot record that decision here so far."),
        stage=Stage.PAID,
        story=stories.FIT_NOTE,
        days=15,
        months=1,
    ),
    Persona(
        "delroy.samuels",
        "Delroy Samuels",
        _("A man whose health was found to stop him working (LCWRA)"),
        _("The amount for health carries over from his earlier claim, and the benefit cap does not apply."),
        stage=Stage.PAID,
        # A friend's account, which is theirs together: a signal with an ordinary explanation.
        story=stories.LCWRA.but(
            account_owner="joint", account_holder="Y Demir", sort_code="820000", account_number="73688637"
        ),
        days=16,
        months=1,
    ),
    Persona(
        "kathleen.brady",
        "Kathleen Brady",
        _("A woman nearing the end of her life"),
        _("The full amount for health from the first day, with nothing to do for it."),
        stage=Stage.PAID,
        story=stories.END_OF_LIFE,
        days=18,
        months=1,
    ),
    Persona(
        "grace.mensah",
        "Grace Mensah",
        _("A mother of four in London whose benefits are capped"),
        _("Her statement: how the benefit cap is worked out."),
        stage=Stage.PAID,
        story=stories.CAPPED,
        days=21,
        months=1,
        brma="INNER_EAST_LONDON",
    ),
    Persona(
        "yusuf.demir",
        "Yusuf Demir",
        _("A man with £15,740 of redundancy pay and a grown-up son at home"),
        _(
            "What his savings take off, and what his son is expected to pay towards the rent. A text that he sent is "
            "among his messages."
        ),
        stage=Stage.PAID,
        story=stories.REDUNDANCY,
        days=24,
        months=1,
    ),
    Persona(
        "gemma.ashworth",
        "Gemma Ashworth",
        _("A working parent who pays for childcare"),
        _("85% of her childcare is paid back, and the first part of her pay does not count."),
        stage=Stage.PAID,
        story=stories.WORKING_PARENT,
        days=26,
        months=1,
        pay=((1_420_00,),),
    ),
    Persona(
        "elin.rowlands",
        "Elin Rowlands",
        _("A Welsh speaker in Gwynedd who is paid every week"),
        _("Her messages and letters are in Welsh. Her statement counts four paydays."),
        stage=Stage.PAID,
        story=stories.WELSH_SPEAKER,
        days=27,
        months=1,
        pay=((148_20, 148_20, 148_20, 148_20),),
        brma="SOUTH_GWYNEDD",
    ),
    Persona(
        "callum.sinclair",
        "Callum Sinclair",
        _("A man whose bank account was closed"),
        _("His payment came back. It is kept for him, and he has a to-do: give us another account."),
        stage=Stage.RETURNED,
        story=stories.CLOSED_ACCOUNT,
        days=14,
        months=1,
    ),
)

OVER = (
    Persona(
        "marta.zielinska",
        "Marta Zielińska",
        _("Somebody from Poland with pre-settled status, who came to look for work"),
        _("The decision and its reason. She can start another claim."),
        stage=Stage.REFUSED,
        story=stories.NEW_ARRIVAL,
        days=16,
        reason="not-in-great-britain",
    ),
    Persona(
        "leanne.fox",
        "Leanne Fox",
        _("A self-employed hairdresser who shares a tenancy"),
        _("She took her claim back when work picked up. She can start another."),
        stage=Stage.WITHDRAWN,
        story=stories.SELF_EMPLOYED,
        days=9,
        pay=((520_00,),),
        brma="TYNESIDE",
    ),
    Persona(
        "connor.walsh",
        "Connor Walsh",
        _("A young man with nowhere to live, whose claim lapsed"),
        _("His answers were deleted after 28 days, as he was told. He can start again."),
        stage=Stage.LAPSED,
        story=stories.BARELY_BEGUN,
        days=33,
    ),
)

CLAIMANTS = (*UNSENT, *SENT, *ACCEPTED, *PAID, *OVER)
