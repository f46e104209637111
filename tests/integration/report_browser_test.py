#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report in headless Chromium, with the 194 administrations of the shipped register and five drafts: searching and sorting, by
keyboard too, both colour schemes, narrow and wide, on paper, without JavaScript, and not one request. Usage: report_browser_test.py TALLYCTL"""
import datetime
import email.policy
import pathlib
import subprocess
import sys
import tempfile
import tomllib
import unittest

HERE = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "support"), str(HERE / "demo")]
import forms  # noqa: E402
from chromium import Chromium  # noqa: E402
from replies import with_form  # noqa: E402

TALLYCTL = None
REGISTER = HERE.parent / "config/administrations.toml"
ASKED = {"circular": "TSB Circular 53", "group": 17, "title": "Security",
         "drafts": [("X.1214", "X.samtn", "Security assessment techniques in telecommunication/ICT networks"),
                    ("X.1331", "X.sgsec-2", "Security guidelines for home area network (HAN) devices in smart grid systems"),
                    ("X.1603", "X.dsms", "Data security requirements for the monitoring service of cloud computing"),
                    ("X.1042", "X.sdnsec-1", "Security services using software-defined networking"),
                    ("X.1087", "X.tam", "Technical and operational guidelines for telebiometric applications using mobile devices")]}
# WCAG 2.1, success criterion 1.4.3, of every text that is seen: its ratio, and what it stands in.
CONTRAST = """(() => {
  const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0, 1] : [255, 255, 255, 1];
  };
  const poor = [];
  let looked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest("script, style")) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
    const [a, b] = [luminance(parse(style.color)), luminance(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    looked += 1;
    if (ratio < (size >= 24 || (bold && size >= 18.66) ? 3 : 4.5)) poor.push([ratio, element.tagName, walker.currentNode.textContent.slice(0, 40)]);
  }
  return [looked, poor];
})()"""


def make_state(directory, tallyctl):
    """A configuration and a database with the replies of two thirds of all administrations, over the last weeks."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    config = directory / "config"
    (config / "consultations").mkdir(parents=True)
    (directory / "password").write_text("secret\n")
    (directory / "password").chmod(0o600)
    account = f'host = "127.0.0.1"\nsecurity = "none"\nusername = "tsb"\npassword_file = "{directory}/password"\n'
    (config / "tallyd.toml").write_text(f'[mailbox]\n{account}[smtp]\n{account}from_address = "tsbdir@itu.example"\n'
                                        f'[storage]\ndirectory = "{directory}/state"\n[authentication]\nrequire = "none"\n')
    (config / "administrations.toml").write_text(REGISTER.read_text())
    day = datetime.timedelta(days=1)
    drafts = "".join(f'[[draft]]\ndesignation = "{draft}"\nprovisional = "{provisional}"\ntitle = "{title}"\n'
                     for draft, provisional, title in ASKED["drafts"])
    (config / "consultations/c53.toml").write_text(
        f'[consultation]\ncircular = "TSB Circular 53"\nstudy_group = 17\nopened = {now - 60 * day:%Y-%m-%d}\n'
        f'deadline = {now + 20 * day:%Y-%m-%dT23:59:00Z}\nmeeting = {now + 40 * day:%Y-%m-%d}\n{drafts}')
    box = directory / "box"
    for folder in ("cur", "new", "tmp"):
        (box / folder).mkdir(parents=True)
    members = tomllib.loads(REGISTER.read_text())["administration"]
    for number, entry in enumerate(members):
        if number % 3 == 2:
            continue
        choices = {}
        for at, (draft, *_) in enumerate(ASKED["drafts"]):
            choices[draft] = "not" if (number * 7 + at * 5) % (4 + at) == 0 else "attached" if number % 5 == 0 else "none"
        if number % 11 == 0:
            choices["X.1603"] = "both"
        if number % 13 == 0:
            del choices["X.1042"]
        message = with_form(entry["code"], entry["names"]["en"], choices, asked=ASKED, sender=entry["addresses"][0], box=forms.control_box)
        came = now - 59 * day + 58 * day * ((number * 37) % 194) / 194
        raw = f"Received: from a by b; {came:%a, %d %b %Y %H:%M:%S} +0000\r\n".encode() + message.as_bytes(policy=email.policy.SMTP)
        (box / "cur" / f"{number:03}:2,S").write_bytes(raw)
    subprocess.run([tallyctl, "import", "--no-answers", "--config", config, box], check=True, capture_output=True)
    page = subprocess.run([tallyctl, "tally", "53", "--format", "html", "--config", config], check=True, capture_output=True)
    (directory / "index.html").write_bytes(page.stdout)


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="tallyd-report-"))
        cls.directory = pathlib.Path(cls.temporary)
        make_state(cls.directory, TALLYCTL)
        cls.browser = cls.enterClassContext(Chromium())

    def setUp(self):
        self.browser.look()
        self.browser.open((self.directory / "index.html").as_uri())

    def shown(self):
        return self.browser.run("[...document.querySelectorAll('#c1-table tbody tr')].filter((row) => row.checkVisibility()).map((row) => row.cells[0].textContent)")

    def search(self, words, state=""):
        self.browser.run(f"""(() => {{
          const text = document.querySelector('.tools input'), state = document.querySelector('.tools select');
          text.value = {words!r}; text.dispatchEvent(new Event('input', {{bubbles: true}}));
          state.value = {state!r}; state.dispatchEvent(new Event('change', {{bubbles: true}}));
        }})()""")

    def test_nothing_is_loaded_from_anywhere_and_nothing_is_complained_of(self):
        self.assertEqual(set(self.browser.requests), {(self.directory / "index.html").as_uri()})
        self.assertEqual(self.browser.complaints, [])

    def test_the_administrations_can_be_searched_and_chosen(self):
        self.assertEqual(len(self.shown()), 194)
        self.search("cote d")
        self.assertEqual(len(self.shown()), 1)  # whatever its apostrophe and its accent
        self.search("ken")
        self.assertIn("Kenya", self.shown())
        self.assertLess(len(self.shown()), 10)
        self.search("", "review")
        self.assertGreater(len(self.shown()), 3)
        self.search("no such country")
        self.assertEqual(self.shown(), [])
        self.assertEqual(self.browser.run("document.querySelector('.tools output').textContent"), "0 of 194")

    def test_every_column_sorts_both_ways_by_keyboard(self):
        self.browser.run("document.querySelector('.tools select').focus()")
        for _ in range(4):  # the scrolling region, then the heads
            self.browser.press("Tab")
            if self.browser.run("document.activeElement.closest('#c1-table thead th') !== null"):
                break
        self.assertEqual(self.browser.run("document.activeElement.tagName"), "BUTTON")
        self.assertNotEqual(self.browser.run("getComputedStyle(document.activeElement).outlineStyle"), "none")
        first = self.shown()
        for expected, names in (("ascending", first), ("descending", first[::-1])):
            self.browser.press("Enter", "\r")
            self.assertEqual(self.browser.run("document.activeElement.closest('th').getAttribute('aria-sort')"), expected)
            self.assertEqual(self.shown()[0][0], names[0][0])
        self.assertEqual(len(self.shown()), 194)

    def test_every_text_stands_out_in_both_schemes(self):
        for scheme in ("light", "dark"):
            self.browser.look(scheme=scheme)
            looked, poor = self.browser.run(CONTRAST)
            self.assertGreater(looked, 1000)
            self.assertEqual(poor, [], scheme)
        self.assertNotEqual(self.browser.run("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")

    def test_nothing_is_wider_than_the_window(self):
        for width in (320, 360, 768, 1600):
            self.browser.look(width)
            self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth"), width)
            wide = self.browser.run("""[...document.querySelectorAll('body *')].filter((e) => !e.closest('.scroll, .skip')
              && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))""")
            self.assertEqual(wide, [], width)

    def test_without_javascript_and_on_paper_it_is_all_there(self):
        self.browser.call("Emulation.setScriptExecutionDisabled", value=True)
        self.addCleanup(self.browser.call, "Emulation.setScriptExecutionDisabled", value=False)
        self.browser.open((self.directory / "index.html").as_uri())
        paper = self.directory / "page.pdf"
        self.browser.pdf(paper)
        text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
        for entry in tomllib.loads(REGISTER.read_text())["administration"]:
            self.assertRegex(text, rf"(?m)\b{entry['code']}\b")
        for draft, *_ in ASKED["drafts"]:
            self.assertIn(draft, text)
        self.assertIn("70 %", text)
        self.assertNotIn("Search", text)

    def test_a_screen_reader_finds_its_way(self):
        self.assertEqual(self.browser.run("document.querySelectorAll('img:not([alt]), [role=img]:not([aria-label])').length"), 0)
        self.assertEqual(self.browser.run("document.documentElement.lang"), "en")
        self.assertEqual(self.browser.run("document.querySelectorAll('main, h1').length"), 2)
        levels = self.browser.run("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => +h.tagName[1])")
        self.assertTrue(all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels)
        self.assertEqual(self.browser.run("[...document.querySelectorAll('input, select')].filter((e) => !e.labels.length).length"), 0)
        ids = self.browser.run("[...document.querySelectorAll('[id]')].map((e) => e.id)")
        self.assertEqual(len(ids), len(set(ids)))


if __name__ == "__main__":
    TALLYCTL = sys.argv.pop(1)
    unittest.main()
