// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/support/sample_asked.h"

using namespace tallyd;

namespace {

/// Kenya, and two States that share a focal point.
const Asked& asked() {
  static const Asked kAsked = [] {
    Asked all = test::sample_asked();
    all.administrations = {
        {"CHE", "fr", {"Joint@mission.example"}, {"bakom.ch.example"}, {{"en", "Switzerland"}}, {}},
        {"KEN", "en", {}, {"ict.ke.example"}, {{"en", "Kenya"}}, {}},
        {"LIE", "fr", {"joint@mission.example"}, {}, {{"en", "Liechtenstein"}}, {}}};
    return all;
  }();
  return kAsked;
}

/// A form typed for every draft of the sample's circular, with a choice marked, or none.
std::string form_of(const std::string& administration, bool marked = true) {
  const Consultation& consultation = asked().consultations.front();
  const std::string group = std::to_string(consultation.study_group);
  std::string text = "Member State response to " + consultation.circular + ":\n\n";
  for (const Draft& draft : consultation.drafts) {
    const std::string box = marked ? "X" : " ";
    text += "Draft Recommendation ITU-T ";
    text += draft.designation;
    text += "\n[";
    text += box;
    text += "] assigns authority to Study Group ";
    text += group;
    text +=
        " to consider this text for approval (in which case, select one of the two options):\n"
        "    (";
    text += box;
    text +=
        ") No comments or suggested changes\n"
        "    ( ) Comments and suggested changes are attached\n"
        "[ ] does not assign authority to Study Group ";
    text += group;
    text +=
        " to consider this text for approval (reasons for this opinion and an outline of "
        "possible changes that would enable the work to progress are attached)\n\n";
  }
  return text + (administration.empty() ? "" : "Administration of " + administration + "\n");
}

Reading read(const std::string& from, const std::string& form, const std::string& fields = "") {
  return read_message("From: " + from + "\n" + fields +
                          "Subject: Reply\nMIME-Version: 1.0\n"
                          "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
                          "text/plain\n\nSee attachment.\n--b\nContent-Type: text/plain\n"
                          "Content-Disposition: attachment; filename=form.txt\n\n" +
                          form + "\n--b--\n",
                      asked(), {});
}

bool doubts(const Reading& reading, const std::string& code) {
  for (const Doubt& doubt : reading.doubts) {
    if (doubt.code == code) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a form from its own administration is certain") {
  const Reading reading = read("a@ict.ke.example", form_of("Kenya"));
  CAPTURE(to_json(reading));
  CHECK(is_certain(reading));
  CHECK(reading.administration == "KEN");
}

TEST_CASE("where an address speaks for several administrations the form decides") {
  for (const char* name : {"Switzerland", "Liechtenstein"}) {
    const Reading reading = read("JOINT@mission.example", form_of(name));
    CAPTURE(to_json(reading));
    CHECK(is_certain(reading));
    CHECK(reading.administration == (name[0] == 'S' ? "CHE" : "LIE"));
  }
  CHECK(doubts(read("joint@mission.example", form_of("")), "administration_unknown"));
  CHECK(doubts(read("joint@mission.example", form_of("Kenya")), "administration_differs"));
}

TEST_CASE("a Word document in a single XML file that is damaged goes to a person") {
  const Reading reading = read_message(
      "From: a@ict.ke.example\nSubject: Reply\nMIME-Version: 1.0\n"
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
      "See attachment.\n--b\nContent-Type: application/xml\n"
      "Content-Disposition: attachment; filename=form.xml\n\n"
      "<?xml version=\"1.0\"?>\n<pkg:package><pkg:part>x</pkg:part></pkg:package>\n--b--\n",
      asked(), {});
  CHECK(reading.kind == Kind::reply);
  CHECK(doubts(reading, "unread_attachment"));
}

TEST_CASE("a filled form in what calls itself an automatic reply goes to a person") {
  const Reading filled =
      read("a@ict.ke.example", form_of("Kenya"), "Auto-Submitted: auto-replied\n");
  CHECK(filled.kind == Kind::reply);
  CHECK(filled.administration == "KEN");
  CHECK_FALSE(filled.mail.unanswerable.empty());
  CHECK(doubts(filled, "automatic_reply_with_form"));
  CHECK_FALSE(is_certain(filled));
  const Reading blank =
      read("a@ict.ke.example", form_of("Kenya", false), "Auto-Submitted: auto-replied\n");
  CHECK(blank.kind == Kind::autoreply);
  CHECK(blank.decisions.empty());
  CHECK(blank.attachments.empty());
}

TEST_CASE("a decision in words over which a person wrote a subject of absence is not lost") {
  const auto read = [](const std::string& text) {
    return read_message("From: a@ict.ke.example\nSubject: Out of office\n\n" + text, asked(), {});
  };
  CHECK(read("I am on leave until Monday.\n").kind == Kind::autoreply);
  const Reading decided = read(
      "I am on leave until Monday. The Administration of Kenya assigns authority for all texts.\n");
  CHECK(decided.kind == Kind::reply);
  CHECK_FALSE(is_certain(decided));
}
