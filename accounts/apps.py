"""Accounts."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, people, identity."""

    name = "accounts"

    def ready(self) -> None:
        """Add the messages about an account and about who somebody is."""
        from accounts import closing, helping, recovery, was_this_you
        from accounts.factors import changes, texts, trying
        from accounts.models.codes import CODES_KEPT_FOR
        from accounts.models.helpers import INVITATION_LASTS
        from accounts.one_login.connections import CONNECTED, DISCONNECTED
        from accounts.own_account import EMAIL_CODE, PHONE_CODE
        from accounts.reset_answers import NO_ACCOUNT, RESET_CODE
        from accounts.sign_up import CODE_TEMPLATE, KNOWN_TEMPLATE, KNOWN_TO_EMPLOYERS
        from notifications import templates
        from notifications.models import Medium

        # They answer what somebody has just done, or warn them of it.
        add_template = partial(templates.add_template, at_once=True)
        at_once = (Medium.EMAIL, Medium.TEXT)  # it works for minutes
        # Nothing but the address is known of who signs up, and the code says that they read what is sent there.
        code_by_email = partial(add_template, media=(Medium.EMAIL,), kept_for=CODES_KEPT_FOR)
        # By text only, which is what the code is to show: that whoever types it has that phone.
        code_by_text = partial(add_template, media=(Medium.TEXT,), kept_for=CODES_KEPT_FOR)
        code_by_email(CODE_TEMPLATE, "code", when=_("Somebody signs up with an email address"))
        code_by_email(KNOWN_TEMPLATE, when=_("Somebody signs up with an email address that has an account already"))
        code_by_email(
            KNOWN_TO_EMPLOYERS,
            when=_("Somebody creates an employer’s account with an email address that has an account already"),
        )
        code_by_text(texts.TEMPLATE, "code", when=_("Somebody who signs in is sent a code by text"))
        code_by_email(EMAIL_CODE, "code", when=_("Somebody changes the email address of their account"))
        code_by_text(PHONE_CODE, "code", when=_("Somebody changes the phone number of their account"))
        code_by_email(
            RESET_CODE, "code", when=_("Somebody who forgot their password asks for a code to choose another")
        )
        code_by_email(
            NO_ACCOUNT,
            when=_("Somebody asks for a code to choose another password, with an address that has no account"),
        )
        add_template(changes.ADDED, when=_("A way to confirm that it is them was added to an account"))
        add_template(changes.REMOVED, when=_("A way to confirm that it is them was removed from an account"))
        add_template(changes.CODES_MADE, when=_("New backup codes were made for an account"))
        add_template(trying.BACKUP_USED, when=_("A backup code was used"))
        add_template(trying.GUESSED, when=_("Somebody who has the password entered five wrong codes in a row"))
        add_template(was_this_you.NEW_DEVICE, "at", when=_("Somebody signs in on a device for the first time"))
        add_template(
            was_this_you.EMAIL_CHANGED,
            "at",
            when=_("The email address of an account was changed: to the old one too"),
        )
        add_template(
            was_this_you.PHONE_CHANGED,
            "at",
            when=_("The phone number of an account was changed or removed: to the old one too"),
        )
        add_template(was_this_you.PASSWORD_CHANGED, "at", when=_("The password of an account was changed"))
        add_template(closing.CLOSED, "at", when=_("Somebody closed their account"))
        add_template(
            was_this_you.ROLES_CHANGED,
            "at",
            when=_("What somebody may do at work was changed by admins"),
        )
        add_template(
            was_this_you.BANK_CHANGED,
            "at",
            when=_("Other bank details are recorded than those we had"),
        )
        add_template(
            recovery.BEGUN_TEMPLATE,
            "at",
            "last_day",
            when=_("An adviser begins to help somebody back into their account"),
        )
        add_template(
            recovery.CODE_TEMPLATE,
            "code",
            when=_("Somebody who is helped back into their account is sent a code"),
            media=at_once,
            kept_for=CODES_KEPT_FOR,
        )
        add_template(
            helping.INVITED,
            "code",
            "last_day",
            when=_("A claimant names a helper: to the helper"),
            media=(Medium.EMAIL,),
            kept_for=INVITATION_LASTS,
        )
        add_template(helping.AGREED, when=_("A helper agreed to help"))
        add_template(helping.ENDED, when=_("A helper no longer wants to help"))
        add_template(helping.APPOINTED, when=_("Staff record that somebody was appointed to act for a claimant"))
        add_template(helping.STOPPED, when=_("Staff ended a helper’s help: to the claimant"))
        add_template(
            helping.STOPPED_FOR_HELPER,
            when=_("Help ended by our staff, or with the account of whoever was helped: to the helper"),
            media=(Medium.EMAIL,),
        )
        add_template("identity_verified", when=_("Staff have checked who the person is"))
        add_template(CONNECTED, "at", when=_("A GOV.UK One Login was connected to an account"))
        add_template(DISCONNECTED, "at", when=_("A GOV.UK One Login was disconnected"))
