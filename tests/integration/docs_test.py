#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the documents say what the programs say. Usage: docs_test.py DIRECTORY_OF_PROGRAMS"""
import pathlib
import re
import shlex
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

    def help_of(self, *words):
        shown = subprocess.run([PROGRAMS / "tallyctl", *words, "--help"], capture_output=True, text=True)
        self.assertEqual(shown.returncode, 0, words)
        return shown.stdout

    def commands(self):
        """Each command that does something, as its words, with its help."""
        def below(help_):
            return re.findall(r"^  ([a-z-]+) ", help_.split("Subcommands:")[1].split("\n\n")[0], re.M) if "Subcommands:" in help_ else []
        for command in below(self.help_of()):
            help_ = self.help_of(command)
            self.assertIn("Example", help_, command)
            leaves = below(help_)
            if not leaves:
                yield (command,), help_
            for leaf in leaves:
                yield (command, leaf), self.help_of(command, leaf)

    def test_each_command_has_examples_and_is_in_the_manual_with_each_of_its_options_and_no_other(self):
        manual = (ROOT / "docs/man/tallyctl.1").read_text().replace("\\-", "-")
        promised = re.search(r"\n\.SH COMMANDS\n(.*?)\n\.SH ", manual, re.S)[1]
        entries = re.split(r"^\.TP\n\\fB([a-z][a-z -]*)\\fR", promised, flags=re.M)[1:]
        manual_of = dict(zip(entries[::2], entries[1::2]))
        self.assertEqual(len(entries), 2 * len(manual_of), "a command has two entries")
        commands = dict(self.commands())
        self.assertGreater(len(commands), 20)
        self.assertEqual(set(manual_of), {" ".join(words) for words in commands})
        for words, help_ in commands.items():
            self.assertIn("Example", help_, words)
            options = set(re.findall(r"^  (--[a-z-]+)", help_, re.M)) - {"--config", "--help"}
            self.assertEqual(set(re.findall(r"^\\fB(--[a-z-]+)", manual_of[" ".join(words)], re.M)), options, words)

    def test_the_manual_of_the_daemon_has_each_of_its_options(self):
        shown = subprocess.run([PROGRAMS / "tallyd", "--help"], capture_output=True, text=True, check=True).stdout
        manual = (ROOT / "docs/man/tallyd.8").read_text().replace("\\-", "-")
        for option in re.findall(r"(--[a-z-]+)", shown):
            self.assertIn(option, manual)

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

    def assert_completes(self, complete):
        """complete(word…): what the shell offers behind these words, the last of them begun ("": nothing of it yet)."""
        config = ("--config", str(ROOT / "config"))
        self.assertIn("tally", complete("tallyctl", ""))
        self.assertEqual({"list", "show", "resolve", "reject", "assign", "open"}, set(complete("tallyctl", "review", "")))
        for command in ("tally", "remind", "td", "form", "digest", "preview"):
            self.assertEqual(["53"], complete("tallyctl", *config, command, ""))
        self.assertEqual(["53"], complete("tallyctl", "replies", *config, "--circular", ""))
        self.assertIn("KEN", complete("tallyctl", *config, "export", ""))
        self.assertIn("KEN", complete("tallyctl", "review", "assign", *config, "3", "--administration", ""))
        self.assertEqual(["docx", "pdf"], complete("tallyctl", "form", "53", "--format", ""))
        self.assertIn("not_counted", complete("tallyctl", "replies", "--outcome", ""))
        offered = complete("tallyctl", "review", "resolve", "--")
        self.assertIn("--admit-late", offered)
        self.assertLessEqual(set(offered), {word for word in self.help_of("review", "resolve").split() if word.startswith("--")} | {"--help"})

    def test_bash_completes_commands_circulars_and_codes(self):
        def complete(*words):
            script = f'PATH={PROGRAMS}:$PATH; source {ROOT}/docs/completion/tallyctl.bash; COMP_WORDS=({shlex.join(words)}); ' \
                     f'COMP_CWORD={len(words) - 1}; _tallyctl; printf "%s\\n" "${{COMPREPLY[@]}}"'
            return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.split()
        self.assert_completes(complete)

    def test_zsh_completes_the_same(self):
        # What its completion system would be given, printed instead.
        given = 'compadd() { print -rl -- ${(P)2} }; _describe() { print -rl -- ${(P)2%%:*} }; _files() { : }; _path_files() { : }; '

        def complete(*words):
            script = f'PATH={PROGRAMS}:$PATH; {given} words=({shlex.join(words)}); CURRENT={len(words)}; source {ROOT}/docs/completion/_tallyctl'
            done = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True)
            self.assertEqual(done.stderr, "")
            return done.stdout.split()
        self.assert_completes(complete)


if __name__ == "__main__":
    PROGRAMS = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
