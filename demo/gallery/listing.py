"""The list of every kind of page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.one_login.outcomes import OUTCOMES
from demo.gallery.for_staff import FOR_STAFF
from demo.gallery.page_type import ABOUT_CLAIM, ITS_CLAIM, AtPage, Drawn, Opened, PageType
from govuk.fields import Words

PAGE_TYPES: tuple[tuple[Words, tuple[PageType, ...]], ...] = (
    (
        _("Before signing in"),
        (
            PageType(
                _("Start page"),
                _("What the service is for, what to have ready, and the way in."),
                "home/start.html",
                (Drawn(_("The start page"), "home:start"),),
            ),
            PageType(
                _("Sign in"),
                _("Email address and password. It says if a session ended, or if what was typed did not arrive."),
                "accounts/sign_in.html",
                (
                    Drawn(_("Sign in"), "accounts:sign_in"),
                    Drawn(_("After a session ended"), "accounts:sign_in", query="?ended=1"),
                    Drawn(_("After a form did not arrive"), "accounts:sign_in", query="?unsent=1"),
                ),
            ),
            PageType(
                _("Staff sign in"),
                _("A door of their own: what opens there is for work, and nothing of their own claim."),
                "accounts/sign_in.html",
                (Drawn(_("Staff sign in"), "accounts:staff_sign_in"),),
            ),
            PageType(
                _("Employers"),
                _("A door of their own too, and what an employer needs to know before it begins."),
                "employers/start.html",
                (
                    Drawn(_("Register as an employer"), "employers:start"),
                    Drawn(_("Employers sign in"), "accounts:employer_sign_in"),
                    Drawn(_("An account for an employer"), "accounts:employer_sign_up"),
                ),
            ),
            PageType(
                _("Create an account"),
                _("An email address, a code sent to it, and a password."),
                "accounts/sign_up_email.html",
                (Drawn(_("Create an account"), "accounts:sign_up"),),
            ),
            PageType(
                _("GOV.UK One Login"),
                _("What happened there instead of what somebody meant to do, and what to do now."),
                "accounts/one_login/outcome.html",
                (
                    *(
                        Drawn(outcome.title, "accounts:one_login_outcome", (name,))
                        for name, outcome in OUTCOMES.items()
                    ),
                    Opened(_("Connect it to an account"), "gareth.pugh", "accounts:one_login"),
                ),
            ),
            PageType(
                _("Signed out"),
                _("Says that they are, so that a borrowed phone can be given back."),
                "accounts/signed_out.html",
                (Drawn(_("Signed out"), "accounts:signed_out"),),
            ),
            PageType(
                _("Help"),
                _("Questions people ask, how to reach us and when, and whether the service works now."),
                "support/questions.html",
                (
                    Drawn(_("Questions people ask"), "help:questions"),
                    Drawn(_("Contact us"), "help:contact"),
                    Drawn(_("Service status"), "help:status"),
                ),
            ),
            PageType(
                _("Text"),
                _("Headings and plain words, for whoever wants to know."),
                "govuk/help/",
                (
                    Drawn(_("Privacy"), "help:privacy"),
                    Drawn(_("Accessibility statement"), "help:accessibility"),
                    Drawn(_("Cookies"), "help:cookies"),
                ),
            ),
        ),
    ),
    (
        _("Questions"),
        (
            PageType(
                _("Question page"),
                _("One thing at a time. Here it can be tried: what is typed is judged, and kept nowhere."),
                "journeys/page.html",
                (
                    Drawn(_("One question"), "demo:gallery_page", ("claim", "rent")),
                    Drawn(_("With every error"), "demo:gallery_page", ("claim", "bank-details"), "?state=wrong"),
                    Drawn(_("Answered before"), "demo:gallery_page", ("claim", "address"), "?state=answered"),
                    Drawn(_("With a doubt"), "demo:gallery_page", ("claim", "address"), "?state=doubted"),
                    Drawn(_("About one child"), "demo:gallery_page", ("claim", "child-benefit")),
                    Drawn(_("That can be skipped"), "demo:gallery_page", ("equality", "ethnic-group")),
                ),
            ),
            PageType(
                _("Task list"),
                _("The parts of a claim, how far each has come, and until when it can be sent."),
                "journeys/task_list.html",
                (Opened(_("Half done"), "daniel.okafor", "claims:tasks", ITS_CLAIM),),
            ),
            PageType(
                _("List"),
                _("Children, jobs, other people: each can be changed or removed, and another added."),
                "journeys/list.html",
                (Opened(_("People at home"), "nikhil.rao", "claims:list", (ABOUT_CLAIM, "living-with")),),
            ),
            PageType(
                _("Check answers"),
                _("Every answer of a task or of the whole claim, each with a way to change it."),
                "journeys/task_check.html",
                (Opened(_("Of a task"), "daniel.okafor", "claims:task_check", (ABOUT_CLAIM, "eligibility")),),
            ),
            PageType(
                _("Exit"),
                _("Why somebody cannot go on, and what to do instead. They can always change their answer."),
                "journeys/exit.html",
                (
                    AtPage(_("More than £16,000"), "claim", "over-capital-limit"),
                    AtPage(_("A student"), "claim", "student"),
                ),
            ),
            PageType(
                _("Confirmation"),
                _("It was sent: its reference, what happens next and what to do now."),
                "claims/sent.html",
                (
                    Opened(_("Claim sent"), "priya.nair", "claims:sent", ITS_CLAIM),
                    Opened(_("The answers that were sent"), "priya.nair", "claims:answers", ITS_CLAIM),
                ),
            ),
            PageType(
                _("Are you sure?"),
                _("What happens if they do it, before it cannot be undone."),
                "claims/withdraw.html",
                (Opened(_("Take back a claim"), "priya.nair", "claims:withdraw", ITS_CLAIM),),
            ),
        ),
    ),
    (
        _("Somebody’s account"),
        (
            PageType(
                _("Second steps"),
                _("What confirms that it is them, besides the password, and how to set it up or take it away."),
                "accounts/second_steps.html",
                (
                    Opened(_("None yet"), "gareth.pugh", "accounts:second_steps"),
                    Opened(_("An app, of somebody who works here"), "amina.yusuf", "accounts:second_steps"),
                    Opened(_("Which one"), "gareth.pugh", "accounts:add_factor"),
                    Opened(_("An authenticator app"), "gareth.pugh", "accounts:add_app"),
                    Opened(_("Text messages"), "gareth.pugh", "accounts:add_text"),
                    Opened(_("A passkey"), "gareth.pugh", "accounts:add_passkey"),
                    Opened(_("Backup codes"), "amina.yusuf", "accounts:backup_codes"),
                ),
            ),
            PageType(
                _("Home"),
                _("Where their claim stands, what to do and by when, and the next payment."),
                "home/home.html",
                (
                    Opened(_("Nothing claimed"), "gareth.pugh", "home:home"),
                    Opened(_("Claim half done"), "daniel.okafor", "home:home"),
                    Opened(_("Claim sent"), "priya.nair", "home:home"),
                    Opened(_("Paid every month"), "rosa.hughes", "home:home"),
                ),
            ),
            PageType(
                _("Lists of things"),
                _("What to do, what happened, and who looked at their record."),
                "journal/todos.html",
                (
                    Opened(_("To do"), "priya.nair", "journal:todos"),
                    Opened(_("Journal"), "rosa.hughes", "journal:journal"),
                    Opened(_("Who looked"), "rosa.hughes", "home:who_looked"),
                    Opened(_("What we hold"), "rosa.hughes", "privacy:held"),
                    Opened(_("A copy of it"), "rosa.hughes", "privacy:copy"),
                    Opened(_("People who help"), "rosa.hughes", "accounts:helpers"),
                    Opened(_("Payments"), "rosa.hughes", "payments:history", ITS_CLAIM),
                ),
            ),
            PageType(
                _("Statement"),
                _("How a payment was worked out, line by line, with the law behind each line."),
                "payments/statement.html",
                (
                    Opened(_("The first month"), "rosa.hughes", "payments:statement", (ABOUT_CLAIM, "1")),
                    Opened(_("A month with more pay"), "rosa.hughes", "payments:statement", (ABOUT_CLAIM, "2")),
                ),
            ),
            PageType(
                _("Letter or document"),
                _("A PDF to print or keep, tagged so that it can be listened to."),
                "claims/answers.typ",
                (
                    Opened(_("The answers that were sent, to keep"), "priya.nair", "claims:answers_pdf", ITS_CLAIM),
                    Drawn(_("Every letter and document"), "demo:gallery_wordings"),
                ),
            ),
            PageType(
                _("About to be signed out"),
                _("A question over the page after a long time of doing nothing. It counts down, and nothing is lost."),
                "govuk/frame/time_out.html",
                (Opened(_("On any page, when nothing was done for a long time"), "rosa.hughes", "home:home"),),
            ),
        ),
    ),
    (_("Staff"), FOR_STAFF),
    (
        _("When something is wrong"),
        tuple(
            PageType(title, purpose, f"errors/{name}.html", (Drawn(title, "demo:gallery_problem", (name,)),))
            for name, title, purpose in (
                ("400", _("The address cannot be read"), _("What was asked for makes no sense to us.")),
                ("403", _("Not allowed"), _("They may not do this. It says what they can do instead.")),
                (
                    "404",
                    _("Page not found"),
                    _("There is no such page, or it is somebody else’s: which, it never says."),
                ),
                ("405", _("The page cannot be opened like this"), _("An address that only a button may use.")),
                ("429", _("Too many pages in a minute"), _("Nobody reads so fast. It says when to go on.")),
                ("csrf", _("The page was open for too long"), _("What was typed did not arrive, and how to go on.")),
                ("500", _("Our fault"), _("Something broke. It needs no database and no session to say so.")),
                (
                    "503",
                    _("Closed for a while"),
                    _("Planned work, or too much to do: in both languages, with when it is back."),
                ),
            )
        ),
    ),
)
