#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reviews decided by e-mail (docs/review.md): the real reader, real forms, Dovecot and SMTP; what guards it and what it
forgives. Usage: review_mail_test.py TALLYD_TIMED TALLYCTL"""
import base64
import email.message
import html
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "support"), str(HERE / "demo"), str(HERE / "integration")]
import scenario_test  # noqa: E402
from replies import address, all_of, mail  # noqa: E402

CLERK = "clerk@itu.example"
ASSIGNED = {"X.1214": "assigned", "X.1331": "assigned", "X.1603": "assigned"}
LINES = ["RECORD X.1603 assigned none", "RECORD AS READ"]


def outlook(lines, notice, text):
    """As Outlook in French writes it: HTML, with the notice below a ruled head, and a plain alternative."""
    head = {"De": "TSB <tsbdir@itu.example>", "Envoyé": "vendredi 20 octobre 2017 12:00", "À": CLERK, "Objet": notice["Subject"]}
    reply = email.message.EmailMessage()
    reply.set_content("\n".join(lines) + "\n\n" + "\n".join(f"{name} : {value}" for name, value in head.items()) + "\n\n" + text)
    said = "".join(f"<p class=MsoNormal>{html.escape(line)}<o:p></o:p></p>" for line in lines)
    below = "".join(f"<b>{name} :</b> {html.escape(value)}<br>" for name, value in head.items())
    reply.add_alternative(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=FR><div class=WordSection1>' + said
        + '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class=MsoNormal>' + below + "</p></div>"
        + "".join(f"<p class=MsoNormal>{html.escape(line)}</p>" for line in text.splitlines()) + "</div></body></html>", subtype="html")
    return reply


def quoting(lines, notice, text):
    reply = email.message.EmailMessage()
    reply.set_content("\n".join(lines) + f"\n\nOn Fri, 20 Oct 2017 at 12:00, TSB <tsbdir@itu.example> wrote:\n"
                      + "".join(f"> {line}\n" for line in text.splitlines()))
    return reply


def plain(*parts):
    reply = email.message.EmailMessage()
    reply.set_content("\n".join(parts) + "\n")
    return reply


def below_quotes(lines, _, text):
    return plain("On Fri, 20 Oct 2017, TSB wrote:", *(f"> {line}" for line in text.splitlines()), "", *lines)


def between_quotes(lines, _, text):
    quoted = [f"> {line}" for line in text.splitlines()]
    return plain("On Fri, 20 Oct 2017, TSB wrote:", *quoted[:8], *lines, *quoted[8:])


def unmarked(lines, notice, text):
    """By a program that marks nothing, in a language whose head of a quotation is not known."""
    return plain(*lines, "", "Met vriendelijke groet", "", "Van: TSB <tsbdir@itu.example>", "Onderwerp: " + notice["Subject"], "", text)


def forwarding(lines, notice, text):
    return plain(*lines, "", "-------- Forwarded Message --------", "Subject: " + notice["Subject"], "From: TSB", "", text)


def html_alone(lines, _, text):
    reply = email.message.EmailMessage()
    reply.set_content("<html><body>" + "".join(f"<div>{html.escape(line)}</div>" for line in lines)
                      + "<br><div class=gmail_quote>On Fri, 20 Oct 2017 TSB wrote:<br><blockquote>" + html.escape(text).replace("\n", "<br>")
                      + "</blockquote></div></body></html>", subtype="html")
    return reply


class ReviewByMail(scenario_test.Consultation):
    test_a_consultation_from_its_opening_to_its_final_tally = test_who_is_not_who_he_says_moves_no_tally = None
    test_an_answer_that_comes_back_goes_to_the_second_address = test_a_robot_that_answers_each_answer_comes_to_rest = None

    def opens_a_review(self, code="DEU"):
        """A form with two boxes checked for X.1603; the notice of its review."""
        self.form("2017-10-20T09:00:00Z", code, dict(all_of("none"), **{"X.1603": "both"}))
        self.at("2017-10-20T10:00:00Z")
        self.assertEqual(self.stands(code), {})
        notes = [self.message(note) for note in self.to(CLERK)]
        return next(notice for notice in notes if notice["Subject"].startswith("[tallyd] Review "))

    def answers(self, notice, *lines, style=quoting, sender=CLERK, result="dmarc=pass", subject=None, time="2017-10-20T11:00:00Z"):
        """What came of it: the mails that went out."""
        reply = style(list(lines), notice, notice.get_body(("plain",)).get_content())
        self.serial += 1
        for name, value in {"From": sender, "To": "tsbdir@itu.example", "Subject": subject or "RE: " + notice["Subject"],
                            "Message-ID": f"<{self.serial}.clerk@itu.example>", "In-Reply-To": notice["Message-ID"],
                            "Authentication-Results": f"mx.itu.example; {result} header.from={sender.split('@')[1]}"}.items():
            reply[name] = value
        self.arrives(time, reply)
        return self.at(time)

    def assert_decided(self, notice, code="DEU"):
        self.assertEqual(self.stands(code), ASSIGNED, self.said)
        self.assertEqual(len(self.to(address(code))), 1, self.said)
        self.assertIn("Done:", self.body(self.to(CLERK)[0]))

    def assert_refused(self, *texts, code="DEU"):
        self.assertEqual(self.stands(code), {}, self.said)
        self.assertEqual(self.to(address(code)), [])
        for text in texts:
            self.assertIn(text, self.body(self.to(CLERK)[0]))

    def test_a_notice_names_its_number_and_brings_the_message(self):
        notice = self.opens_a_review()
        [(item,)] = self.query("SELECT id FROM review")
        self.assertIn(f"Review {item}: DEU", notice["Subject"])
        self.assertEqual([part.get_filename() for part in notice.iter_attachments()], [f"review-{item}.eml"])
        self.assertIn(b"Annex 2.docx", next(notice.iter_attachments()).get_content())

    def tallyctl(self, *words):
        return subprocess.run([scenario_test.TALLYCTL, *words, "--config", self.directory / "config"], capture_output=True, check=True).stdout

    def test_a_person_is_shown_the_pages_of_a_pdf_beside_its_reading(self):
        blank = self.tallyctl("form", "53", "--administration", "DEU", "--format", "pdf")
        self.assertTrue(blank.startswith(b"%PDF"))
        message = mail(address("DEU"), "Reply to TSB Circular 53", "Our reply is attached.\n", **scenario_test.proved(address("DEU")))
        message.add_attachment(blank, maintype="application", subtype="pdf", filename="<b>annex</b>.pdf")
        self.arrives("2017-10-20T09:00:00Z", message)
        self.at("2017-10-20T10:00:00Z")
        [(item,)] = self.query("SELECT id FROM review")
        page = self.tallyctl("review", "show", str(item), "--html", "-").decode()
        pictures = re.findall(r'<img[^>]* src="data:image/png;base64,([^"]+)"', page)
        self.assertGreaterEqual(len(pictures), 1, page[:3000])
        for picture in pictures:
            self.assertTrue(base64.b64decode(picture, validate=True).startswith(b"\x89PNG"))
        for forbidden in ("<b>annex", "<script", "http://", "src=\"/"):
            self.assertNotIn(forbidden, page)
        self.assertIn("X.1214", page)

    def test_lines_above_a_quoted_notice_decide(self):
        notice = self.opens_a_review()
        self.answers(notice, *LINES)
        self.assert_decided(notice)

    def test_spelling_is_forgiven(self):
        notice = self.opens_a_review()
        self.answers(notice, "Dear robot,", "", " * Record: x.dsms  Assigned, none.", "record as read!", "Thanks, a clerk", "-- ", "RECORD ALL not_assigned")
        self.assert_decided(notice)

    def test_a_reply_as_french_outlook_writes_it_decides(self):
        notice = self.opens_a_review()
        self.answers(notice, *LINES, style=outlook)
        self.assert_decided(notice)

    def test_a_notice_sent_back_without_a_word_decides_nothing(self):
        for code, style in {"DEU": quoting, "JPN": outlook, "KEN": unmarked, "BRA": html_alone}.items():
            with self.subTest(style.__name__):
                notice = self.opens_a_review(code)
                self.answers(notice, "I shall look into it.", style=style)
                self.assert_refused("changed nothing", code=code)

    def test_lines_decide_wherever_they_stand(self):
        for code, style in {"DEU": below_quotes, "JPN": between_quotes, "KEN": unmarked, "BRA": forwarding, "CHL": html_alone}.items():
            with self.subTest(style.__name__):
                notice = self.opens_a_review(code)
                self.answers(notice, *LINES, style=style)
                self.assert_decided(notice, code)

    def test_of_two_people_at_once_the_first_decides_and_the_second_is_told(self):
        settings = self.directory / "config/tallyd.toml"
        settings.write_text(settings.read_text().replace(f'["{CLERK}"]', f'["{CLERK}", "second@itu.example"]'))
        notice = self.opens_a_review()
        reply = quoting(["RECORD ALL not_assigned"], notice, "")
        for name, value in {"From": "second@itu.example", "Subject": notice["Subject"], "Message-ID": "<second@itu.example>",
                            "Authentication-Results": "mx.itu.example; dmarc=pass header.from=itu.example"}.items():
            reply[name] = value
        self.arrives("2017-10-20T11:00:00Z", reply)
        self.answers(notice, *LINES)
        self.assertEqual(set(self.stands("DEU").values()), {"not_assigned"})
        self.assertIn("was resolved by second@itu.example", self.body(self.to(CLERK)[0]))

    def test_a_token_is_no_use_after_its_time(self):
        notice = self.opens_a_review()
        self.answers(notice, *LINES, time="2017-11-20T11:00:00Z")
        self.assert_refused("the token has expired")

    def test_a_reply_that_bears_the_token_is_a_reply_and_the_item_is_older_than_it(self):
        notice = self.opens_a_review()
        self.form("2017-10-20T12:00:00Z", "DEU", all_of("none"), subject="Re: " + notice["Subject"])
        self.at("2017-10-20T12:01:00Z")
        self.assertEqual(self.stands("DEU"), ASSIGNED)
        self.answers(notice, "RECORD ALL not_assigned", time="2017-10-20T13:00:00Z")
        self.assertEqual(self.stands("DEU"), ASSIGNED)
        self.assertIn("outdated", self.body(self.to(CLERK)[0]))

    def test_a_token_decides_once(self):
        notice = self.opens_a_review()
        self.answers(notice, *LINES)
        self.answers(notice, "RECORD ALL not_assigned", time="2017-10-20T12:00:00Z")
        self.assertEqual(self.stands("DEU"), ASSIGNED)
        self.assertEqual(self.to(address("DEU")), [])
        self.assertIn("good for one decision", self.body(self.to(CLERK)[0]))

    def test_a_wrong_token_decides_nothing(self):
        notice = self.opens_a_review()
        wrong = re.sub("TALLY-.", "TALLY-" + ("A" if "TALLY-A" not in notice["Subject"] else "B"), notice["Subject"])
        self.assertNotEqual(wrong, notice["Subject"])
        self.answers(notice, *LINES, subject=wrong)
        self.assert_refused("belongs to no review")

    def test_a_token_in_the_hands_of_others_decides_nothing(self):
        notice = self.opens_a_review()
        for sender in ("thief@itu.example", address("DEU"), "clerk@itu.example.evil.example"):
            self.answers(notice, *LINES, sender=sender)
            self.assertEqual(self.stands("DEU"), {}, sender)
            self.assertEqual([note["recipients"] for note in self.sent if "Done:" in self.body(note)], [])

    def test_a_forged_clerk_decides_nothing(self):
        notice = self.opens_a_review()
        for result in ("dmarc=fail", "dmarc=none", "spf=pass"):
            self.answers(notice, *LINES, result=result)
            self.assert_refused("does not confirm that the message is from you")

    def test_reject_needs_a_reason(self):
        notice = self.opens_a_review()
        self.answers(notice, "REJECT")
        self.assert_refused("REJECT needs a reason")
        self.answers(notice, "REJECT withdrawn by telephone", time="2017-10-20T12:00:00Z")
        self.assertEqual(self.query("SELECT state, who FROM review"), [("rejected", CLERK)])
        self.assertEqual(self.stands("DEU"), {})


if __name__ == "__main__":
    scenario_test.ServiceTest.tallyd, scenario_test.TALLYCTL = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
