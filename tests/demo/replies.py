# SPDX-License-Identifier: GPL-3.0-or-later
"""What arrives in the demo's mailbox: replies of several kinds, in the order in which they are delivered."""
import datetime
import hashlib
from email.message import EmailMessage
from email.utils import format_datetime

import forms

OPEN = {"circular": "TSB Circular 53", "group": 17, "title": "Security",
        "drafts": [("X.1214", "X.samtn", "Security assessment techniques in telecommunication/ICT networks"),
                   ("X.1331", "X.sgsec-2", "Security guidelines for home area network devices in smart grid systems"),
                   ("X.1603", "X.dsms", "Data security requirements for the monitoring service of cloud computing")]}
CLOSED = {"circular": "TSB Circular 48", "group": 13, "title": "Future networks",
          "drafts": [("Y.3172", "Y.IMT2020-ML-Arch", "Architectural framework for machine learning in future networks")]}
FRENCH_CIRCULAR = dict(OPEN, circular="Circulaire TSB 53")

ADMINISTRATIONS = [("BRA", "es", "Brazil", "Brésil"), ("CAN", "en", "Canada", "Canada"), ("CHL", "es", "Chile", "Chili"),
                   ("DEU", "en", "Germany", "Allemagne"), ("EGY", "ar", "Egypt", "Égypte"), ("FRA", "fr", "France", "France"),
                   ("IND", "en", "India", "Inde"), ("JPN", "en", "Japan", "Japon"), ("KEN", "en", "Kenya", "Kenya"),
                   ("NOR", "en", "Norway", "Norvège"), ("SEN", "fr", "Senegal", "Sénégal"), ("ZAF", "en", "South Africa", "Afrique du Sud")]


def address(code):
    return f"itu-focal@ict.{code.lower()}.example"


def mail(sender, subject, text, *attachments, **headers):
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "tsbdir@itu.example"
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.datetime.now(datetime.timezone.utc))
    message["Message-ID"] = f"<{hashlib.sha256(repr((sender, subject, text, attachments)).encode()).hexdigest()[:16]}.demo@{sender.split('@')[-1]}>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", filename=name,
                               subtype="vnd.openxmlformats-officedocument.wordprocessingml.document")
    return message


def with_form(code, name, decisions, *more, asked=OPEN, sender=None, box=forms.legacy_box, words=forms.ENGLISH):
    return mail(sender or address(code), f"Reply to {asked['circular']}", "Please find our reply attached.\n",
                ("Annex 2.docx", forms.form(asked, decisions, name, box, words)), *more)


def forwarded(code, message):
    """A colleague's mail, sent on as an attachment by the focal point."""
    outer = mail(address(code), "Fwd: " + message["Subject"], "Please find below the reply of our Administration.\n")
    outer.add_attachment(message)
    return outer


def bounce():
    """What a mail server sends when an address is gone (RFC 3464)."""
    message = mail("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", "", Auto_Submitted="auto-replied")
    message.clear_content()
    message["Content-Type"] = 'multipart/report; report-type=delivery-status; boundary="b"'
    message.set_payload("--b\r\nContent-Type: text/plain\r\n\r\nThe mail could not be delivered.\r\n"
                        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
                        "Final-Recipient: rfc822; gone@ict.nor.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n")
    return message


def all_of(choice):
    return {designation: choice for designation, *_ in OPEN["drafts"]}


def replies():
    """(what it is, the message) in the order of delivery."""
    comments = ("comments.docx", forms.plain("Comments on X.1331\nIn clause 7, replace 'should' with 'shall'."))
    kenya = with_form("KEN", "Kenya", all_of("none"), box=forms.control_box)
    return [
        ("Kenya assigns authority for all three", kenya),
        ("Brazil comments on one draft", with_form("BRA", "Brazil", dict(all_of("none"), **{"X.1331": "attached"}), comments)),
        ("France answers in French", with_form("FRA", "France", all_of("none"), asked=FRENCH_CIRCULAR, box=forms.glyph_box,
                                               words=forms.FRENCH)),
        ("Germany checks both boxes for X.1603", with_form("DEU", "Germany", dict(all_of("none"), **{"X.1603": "both"}))),
        ("Japan does not assign authority for X.1331", with_form("JPN", "Japan", dict(all_of("none"), **{"X.1331": "not"}))),
        ("Canada types the form into the mail", mail(address("CAN"), "TSB Circular 53",
                                                    forms.typed(OPEN, all_of("none"), "Canada"))),
        ("Chile decides one draft only", with_form("CHL", "Chile", {"X.1214": "none"}, box=forms.control_box)),
        ("Norway is out of the office", mail(address("NOR"), "Automatic reply: Reminder: TSB Circular 53",
                                            "I am out of the office until 12 March.\n", Auto_Submitted="auto-replied")),
        ("a mail to Norway comes back as undeliverable", bounce()),
        ("South Africa's focal point forwards a colleague's reply",
         forwarded("ZAF", with_form("ZAF", "South Africa", all_of("none"), sender="director@ict.zaf.example"))),
        ("Egypt answers a circular that is closed", with_form("EGY", "Egypt", {"Y.3172": "none"}, asked=CLOSED)),
        ("somebody unknown answers for India", with_form("IND", "India", all_of("none"), sender="director.india@gmail.com")),
        ("Senegal sends the form of South Africa", with_form("SEN", "South Africa", all_of("none"))),
        ("Kenya has second thoughts on X.1331", with_form("KEN", "Kenya", dict(all_of("none"), **{"X.1331": "not"}),
                                                         box=forms.control_box)),
        ("Kenya's first message once more", kenya),
        ("a colleague asks about lunch", mail("colleague@itu.example", "Lunch?", "Shall we meet at noon?\n")),
    ]
