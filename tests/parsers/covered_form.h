// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>

#include <catch2/catch.hpp>

#include "config/configuration.h"
#include "parsers/parsers.h"
#include "parsers/prepared.h"
#include "parsers/reading_json.h"
#include "tests/support/sample_asked.h"

namespace tallyd::test {

/// The sample circular, with Kenya and a few States that mails speak of.
inline const Prepared& prepared_for_covers() {
  static const Asked kAsked = [] {
    Asked all = sample_asked();
    all.administrations = {
        {"CHE", "fr", {}, {"bakom.ch.example"}, {{"en", "Switzerland"}, {"fr", "Suisse"}}, {}},
        {"KEN", "en", {}, {"ict.ke.example"}, {{"en", "Kenya"}}, {}},
        {"MCO", "fr", {}, {"gouv.mc.example"}, {{"en", "Monaco"}}, {}},
        {"MNE", "en", {}, {"gov.me.example"}, {{"en", "Montenegro"}}, {}},
        {"RWA", "en", {}, {"gov.rw.example"}, {{"en", "Rwanda"}}, {}},
        {"UGA", "en", {}, {"gov.ug.example"}, {{"en", "Uganda"}}, {}}};
    return all;
  }();
  static const Prepared kPrepared(kAsked);
  return kPrepared;
}

enum class Remarks { none, on_the_second };

/// Annex 2 of the sample circular, every draft assigned.
inline std::string form_of_kenya(Remarks remarks = Remarks::on_the_second) {
  const Consultation& consultation = prepared_for_covers().asked.consultations.front();
  const std::string group = std::to_string(consultation.study_group);
  std::string text = "Member State response to " + consultation.circular + ":\n\n";
  for (const Draft& draft : consultation.drafts) {
    const bool comments =
        remarks == Remarks::on_the_second && &draft - consultation.drafts.data() == 1;
    text += "Draft Recommendation ITU-T " + draft.designation +
            "\n[X] assigns authority to Study Group ";
    text += group +
            " to consider this text for approval (in which case, select one of the two options):\n";
    text +=
        std::string("    (") + (comments ? " " : "X") + ") No comments or suggested changes\n    (";
    text += std::string(comments ? "X" : " ") + ") Comments and suggested changes are attached\n";
    text += "[ ] does not assign authority to Study Group " + group +
            " to consider this text for approval ";
    text +=
        "(reasons for this opinion and an outline of possible changes that would enable the work "
        "to progress are attached)\n\n";
  }
  return text + "Administration of Kenya\n";
}

inline std::string part_of(const std::string& disposition, const std::string& text) {
  return "--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n" +
         disposition + "\n" + text + "\n";
}

/// Kenya's mail of those parts (part_of).
inline Reading read_parts(const std::string& parts, const std::string& subject = "Reply") {
  return read_message("From: a@ict.ke.example\nSubject: " + subject +
                          "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" +
                          parts + "--b--\n",
                      prepared_for_covers(), {});
}

/// Kenya's mail with those words around the form and, unless empty, a file beside it.
inline Reading read_with(const std::string& words, const std::string& file,
                         Remarks remarks = Remarks::on_the_second) {
  constexpr const char* kAttached = "Content-Disposition: attachment; filename=form.txt\n";
  const std::string further = file.empty() ? "" : part_of(kAttached, file);
  return read_parts(part_of("", words + "\n\nBest regards\nJ. Doe\n") +
                        part_of(kAttached, form_of_kenya(remarks)) + further,
                    "Reply to " + prepared_for_covers().asked.consultations.front().circular);
}

inline Reading read_with_cover(const std::string& words) { return read_with(words, ""); }
/// Beside a form that assigns everything and remarks nothing.
inline Reading read_with_bare_assent(const std::string& words) {
  return read_with(words, "", Remarks::none);
}

/// Whether each of these beside the form leaves its reading certain.
inline void expect(bool certain, std::initializer_list<const char*> all,
                   Reading (*read)(const std::string&) = read_with_cover) {
  for (const char* words : all) {
    const Reading reading = read(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading) == certain);
  }
}

inline Reading read_with_file(const std::string& file) {
  return read_with("Please find our reply attached.", file);
}

}  // namespace tallyd::test
