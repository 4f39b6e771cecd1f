"""History of the reasons for a decision, and the reasons with which the service starts.

Admins keep the list from then on. WRA is the Welfare Reform Act 2012, UCR the Universal Credit Regulations 2013,
CPR the Universal Credit (Claims and Payments) Regulations 2013, SSAA the Social Security Administration Act 1992.
"""

from typing import NamedTuple

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Reason(NamedTuple):
    """One row of the list; ``explanation`` is what the claimant reads."""

    code: str
    outcome: str
    title: str
    explanation: str
    regulation: str


REASONS = (
    Reason(
        "conditions-met",
        "accept",
        "The conditions of entitlement are met",
        "You meet the conditions for Universal Credit. You are entitled to it from the day you claimed.",
        "WRA s.3 to 5",
    ),
    Reason(
        "conditions-met-exception",
        "accept",
        "The conditions of entitlement are met, with an exception",
        "You meet the conditions for Universal Credit because an exception in the rules applies to you. "
        "You are entitled to it from the day you claimed.",
        "WRA s.4(2); UCR 8, 14",
    ),
    Reason(
        "identity-not-confirmed",
        "refuse",
        "Identity could not be confirmed",
        "We could not confirm who you are. We can only pay somebody whose identity we have confirmed.",
        "SSAA s.1; CPR 37",
    ),
    Reason(
        "no-national-insurance-number",
        "refuse",
        "No National Insurance number, and none applied for",
        "You need a National Insurance number, or to have applied for one, to be paid Universal Credit. "
        "We asked for yours and have not been given it.",
        "SSAA s.1(1A) and (1B)",
    ),
    Reason(
        "under-18",
        "refuse",
        "Under 18 and no exception applies",
        "You must be 18 or over to get Universal Credit. Some people who are 16 or 17 can get it, but what you told "
        "us does not meet those rules.",
        "WRA s.4(1)(a); UCR 8",
    ),
    Reason(
        "over-pension-age",
        "refuse",
        "Over State Pension age",
        "You have reached State Pension age, so you cannot get Universal Credit. You may be able to get Pension Credit.",
        "WRA s.4(1)(b) and (4)",
    ),
    Reason(
        "not-in-great-britain",
        "refuse",
        "Not in Great Britain",
        "You must live in England, Scotland or Wales to get Universal Credit from us. "
        "What you told us does not show that you do.",
        "WRA s.4(1)(c); UCR 9",
    ),
    Reason(
        "in-education",
        "refuse",
        "In education and no exception applies",
        "You are in full-time education. Some students can get Universal Credit, but what you told us does not meet "
        "those rules.",
        "WRA s.4(1)(d); UCR 12 to 14",
    ),
    Reason(
        "over-capital-limit",
        "refuse",
        "Capital over £16,000",
        "You have more than £16,000 in money, savings and investments. People with more than that cannot get "
        "Universal Credit.",
        "WRA s.5; UCR 18",
    ),
    Reason(
        "joint-claim-needed",
        "refuse",
        "Has a partner: a joint claim is needed",
        "You live with a partner. Couples make one claim together, so we cannot accept a claim from you alone.",
        "WRA s.2; UCR 3",
    ),
    Reason(
        "evidence-not-given",
        "refuse",
        "Did not give evidence that was asked for",
        "We asked you for evidence that we needed to decide your claim, and we did not get it in time.",
        "CPR 37",
    ),
    Reason(
        "commitment-not-accepted",
        "refuse",
        "Did not accept a claimant commitment",
        "To get Universal Credit you must accept a claimant commitment: what you agree to do in return for it. "
        "You did not accept one in time.",
        "WRA s.4(1)(e); UCR 15, 16",
    ),
)


def add_reasons(apps, schema_editor):  # noqa: ARG001 - Django calls it so
    """Add each reason that is not there; what an admin has reworded stays as it is."""
    reason_code = apps.get_model("claims", "ReasonCode")
    for reason in REASONS:
        reason_code.objects.get_or_create(code=reason.code, defaults=reason._asdict())


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReasonCodeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("code", models.SlugField(db_index=False, serialize=False)),
                ("outcome", models.CharField(choices=[("accept", "Accept"), ("refuse", "Refuse")], max_length=10)),
                ("title", models.CharField(help_text="For the decision maker", max_length=200)),
                ("explanation", models.TextField(help_text="For the claimant: why, in plain words")),
                ("regulation", models.CharField(blank=True, max_length=100)),
                ("in_use", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reasoncode",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_reasoncodeevent" ("code", "explanation", "in_use", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regulation", "title") VALUES (NEW."code", NEW."explanation", NEW."in_use", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."code", NEW."regulation", NEW."title"); RETURN NULL;',
                    hash="b3a8a3839df55d72e52f375acc432bcdc710ef1f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2a2bc",
                    table="claims_reasoncode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reasoncode",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "claims_reasoncodeevent" ("code", "explanation", "in_use", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regulation", "title") VALUES (NEW."code", NEW."explanation", NEW."in_use", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."code", NEW."regulation", NEW."title"); RETURN NULL;',
                    hash="106c18f9e203a0b801ee1d0843f3d2935dd9d812",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a2323",
                    table="claims_reasoncode",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="reasoncodeevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="reasoncodeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="claims.reasoncode",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reasoncodeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a39d23d636d291ed72ffb36cb1dfa5ac3ed3f2f1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_194f2",
                    table="claims_reasoncodeevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(add_reasons, migrations.RunPython.noop),
    ]
