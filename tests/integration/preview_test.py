#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every mail in every language as tallyctl preview shows it: what a strict parser, an HTML parser and a mail program's width find,
also with names that mean harm. Usage: preview_test.py TALLYCTL"""
import email
import email.policy
import html.parser
import pathlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TALLYCTL = None
STRICT = email.policy.default.clone(raise_on_defect=True)
KINDS = ["recorded", "changed", "partial", "clarify", "late", "verifying", "no_form", "warning", "reminder"]
LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
VOID = {"br", "meta"}
HARM = '</bdi><script>alert(1)</script> =?utf-8?q?x?= "\\\\ <x@evil.example>, {drafts}'


class Balanced(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (self.open, tag)
        self.open.pop()

    def handle_data(self, data):
        self.text += data


class Preview(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="tallyd-preview-")
        self.addCleanup(self.temporary.cleanup)
        self.config = pathlib.Path(self.temporary.name) / "config"
        shutil.copytree(ROOT / "config", self.config, ignore=shutil.ignore_patterns("*.cpp", "*.h", "templates"))

    def preview(self, kind, language, form="eml", administration="KEN"):
        done = subprocess.run([TALLYCTL, "preview", "53", "--config", self.config, "--mail", kind, "--language", language,
                               "--administration", administration, "--format", form], capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def sound(self, raw):
        self.assertEqual(raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"), 0)
        self.assertLessEqual(max(map(len, raw.split(b"\r\n"))), 78)
        message = email.message_from_bytes(raw, policy=STRICT)
        for part in message.walk():
            for value in part.values():
                self.assertEqual(getattr(value, "defects", ()), ())
        return message

    def test_every_mail_in_every_language_is_sound(self):
        for kind in KINDS:
            for language in LANGUAGES:
                with self.subTest(kind=kind, language=language):
                    message = self.sound(self.preview(kind, language))
                    self.assertEqual(message["Content-Language"], language)
                    text = message.get_body(("plain",)).get_content()
                    page = Balanced()
                    page.feed(message.get_body(("html",)).get_content())
                    self.assertEqual(page.open, [])
                    self.assertEqual(page.tags[0], ("html", {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}))
                    self.assertNotRegex(text + page.text + message["Subject"], r"[{}]|\bTODO\b")
                    self.assertRegex(text, r"2018|2017")
                    self.assertRegex(text, r"\d\d:\d\d(:\d\d)? UTC")
                    self.assertIn(("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}), page.tags)
                    said = "".join(page.text.split())
                    self.assertEqual([line for line in text.splitlines() if "".join(line.split()) not in said], [])

    def test_its_text_and_its_html_are_those_of_the_mail(self):
        for language in ("fr", "ar"):
            message = self.sound(self.preview("changed", language))
            for kind, form in (("plain", "text"), ("html", "html")):
                body = message.get_body((kind,)).get_content().replace("\r\n", "\n").strip()
                self.assertIn(body, self.preview("changed", language, form).decode().replace("\r\n", "\n"))

    def test_names_that_mean_harm_stay_names(self):
        register = self.config / "administrations.toml"
        register.write_text(register.read_text().replace('en = "Kenya"', "en = '" + HARM + "'"))
        self.assertEqual(tomllib.loads(register.read_text())["administration"][0]["code"], "AFG")
        for kind in KINDS:
            message = self.sound(self.preview(kind, "en"))
            page = Balanced()
            page.feed(message.get_body(("html",)).get_content())
            self.assertEqual(page.open, [])
            self.assertNotIn("script", [tag for tag, _ in page.tags])
            self.assertEqual({field for field in message.keys()} & {"Bcc", "Cc"}, set())

    def test_a_template_with_a_mistake_is_named_with_its_file(self):
        folder = self.config / "templates/fr"
        folder.mkdir(parents=True)
        (folder / "late.txt").write_text("Subject: {circular}\n\n{drafts} {recu}\n")
        done = subprocess.run([TALLYCTL, "check-config", "--config", self.config], capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stdout + done.stderr, r"fr/late\.txt.*\{recu\}")
        self.assertRegex(done.stdout + done.stderr, r"fr/late\.txt.*\{received\}")


if __name__ == "__main__":
    TALLYCTL = sys.argv.pop(1)
    unittest.main()
