#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the documents say what the programs say. Usage: docs_test.py DIRECTORY_OF_PROGRAMS"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path()


def sources():
    """All texts of the sources, with C++ string literals that stand side by side joined."""
    text = "\n".join(file.read_text() for folder in ("config", "parsers", "storage", "daemon") for file in (ROOT / folder).rglob("*.cpp"))
    return re.sub(r'"\s*\n\s*"', "", text)


class Documents(unittest.TestCase):
    def test_each_heading_of_the_troubleshooting_page_is_said_by_the_programs(self):
        headings = re.findall(r"^## (.*)$", (ROOT / "docs/troubleshooting.md").read_text(), re.M)
        self.assertGreater(len(headings), 15)
        said = sources()
        for heading in headings:
            self.assertIn(heading, said)

    def test_each_command_has_help_a_line_in_the_manual_and_completion(self):
        help_ = subprocess.run([PROGRAMS / "tallyctl", "--help"], capture_output=True, text=True, check=True).stdout
        commands = re.findall(r"^  ([a-z-]+) ", help_.split("Subcommands:")[1], re.M)
        self.assertGreater(len(commands), 12)
        manual = (ROOT / "docs/man/tallyctl.1").read_text().replace("\\-", "-")
        for command in commands:
            self.assertIn(command, manual)
            shown = subprocess.run([PROGRAMS / "tallyctl", command, "--help"], capture_output=True, text=True)
            self.assertEqual(shown.returncode, 0, command)
            if command not in ("review", "outbox", "preview", "check-config", "consultation", "replay"):
                self.assertIn("Example", shown.stdout, command)

        promised = re.search(r"\n\.SH COMMANDS\n(.*?)\n\.SH ", manual, re.S)[1]
        entries = [entry.split()[0] for entry in re.findall(r'^\.B[RI]? "?([a-z][a-z -]*)', promised, re.M)]
        self.assertGreater(len(entries), 12)
        self.assertEqual(len(entries), len(set(entries)), "a command has two entries")
        self.assertLessEqual(set(entries), set(commands), "the manual promises what is not there")

    def test_the_guide_s_examples_are_configurations_without_mistakes(self):
        guide = (ROOT / "docs/operators-guide.md").read_text()
        examples = re.findall(r"```toml\n(.*?)```", guide, re.S)
        self.assertEqual(len(examples), 2)
        for example in examples:
            with tempfile.TemporaryDirectory() as directory:
                config = pathlib.Path(directory)
                (config / "tallyd.toml").write_text(example)
                (config / "administrations.toml").write_text((ROOT / "config/administrations.toml").read_text())
                (config / "consultations").symlink_to(ROOT / "config/consultations")
                checked = subprocess.run([PROGRAMS / "tallyctl", "check-config", "--config", config], capture_output=True, text=True)
                self.assertEqual(checked.returncode, 0, checked.stdout)

    def test_every_metric_is_documented_and_every_alert_is_about_one(self):
        offered = set(re.findall(r'"(tallyd_[a-z_]+)"', (ROOT / "daemon/metrics/metrics.cpp").read_text()))
        self.assertGreater(len(offered), 5)
        self.assertEqual(set(re.findall(r"`(tallyd_[a-z_]+)", (ROOT / "docs/metrics.md").read_text())), offered)
        asked = set(re.findall(r"tallyd_[a-z_]+", (ROOT / "docs/alerts.yml").read_text()))
        self.assertLessEqual(asked, offered)

    def test_bash_completes_commands_circulars_and_codes(self):
        def complete(*words):
            script = f'PATH={PROGRAMS}:$PATH; source {ROOT}/docs/completion/tallyctl.bash; COMP_WORDS=({" ".join(words)} ""); ' \
                     f'COMP_CWORD={len(words)}; _tallyctl; printf "%s\\n" "${{COMPREPLY[@]}}"'
            return subprocess.run(["bash", "-c", script], capture_output=True, text=True).stdout.split()
        self.assertIn("tally", complete("tallyctl"))
        self.assertIn("53", complete("tallyctl", "--config", str(ROOT / "config"), "tally"))
        self.assertIn("KEN", complete("tallyctl", "--config", str(ROOT / "config"), "export"))


if __name__ == "__main__":
    PROGRAMS = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
