// SPDX-License-Identifier: GPL-3.0-or-later
// What libraries keep until the process ends, or lose once: no leak of a message. cairo 1.16 loses
// an array for each font that it puts into a PDF of ours.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the sanitizer's name
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libcairo\n";
}
