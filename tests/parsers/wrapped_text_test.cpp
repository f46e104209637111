// SPDX-License-Identifier: GPL-3.0-or-later
// Forms in the text of a mail, whose program wrapped their lines.
#include <algorithm>

#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;

namespace {

/// A paragraph in one line, as mail programs add it.
constexpr const char* kNote =
    "This e-mail and any attachment are confidential and intended solely for the addressee. If you "
    "have received it in error please notify the sender and delete it.\n";

/// Kenya's form in the text of its mail, each draft's row with these options.
Reading read_rows(const std::string& options, const std::string& type = "plain") {
  const Consultation& consultation = test::prepared_for_covers().asked.consultations.front();
  std::string text = "Reply to " + consultation.circular + ":\n\n";
  for (const Draft& draft : consultation.drafts) {
    text += "ITU-T " + draft.designation + "\n" + options + "\n";
  }
  text += "Administration of Kenya\n\n";
  text += kNote;
  if (type == "html") {
    for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 5) {
      text.replace(at, 1, "<br>\n");
    }
  }
  return read_message(
      "From: a@ict.ke.example\nSubject: Reply\nMIME-Version: 1.0\nContent-Type: text/" + type +
          "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text,
      test::prepared_for_covers(), {});
}

bool assigns_all(const Reading& reading) {
  return std::all_of(reading.decisions.begin(), reading.decisions.end(), [](const Decision& d) {
    return d.authority == Authority::assigned && d.comments == Comments::none;
  });
}

}  // namespace

TEST_CASE("an option that is wrapped is none with its opposite's words") {
  const std::string options = GENERATE(
      "X autorise la Commission d'études 17 à examiner ce texte en vue de son\n"
      "approbation (dans ce cas, choisissez l'une des deux options):\n"
      "    X Pas de commentaire ni de proposition de modification\n"
      "    ( ) Des commentaires et propositions de modification sont joints\n"
      "[ ] n'autorise pas la Commission d'études 17 à examiner ce texte en vue\n"
      "  de son approbation (les motifs de cet avis et une description générale\n"
      "  des modifications éventuelles qui permettraient la poursuite des\n"
      "  travaux sont joints)\n",
      "    [X] تخوّل لجنة الدراسات 17 سلطة النظر في هذا النص من أجل الموافقة\n"
      "        عليه (وفي هذه الحالة، اختر أحد الخيارين):\n"
      "        (X) بدون تعليقات أو اقتراحات تغيير\n"
      "        (_) التعليقات والتغييرات المقترحة مرفقة\n"
      "    [_] لا تخوّل لجنة الدراسات 17 سلطة النظر في هذا النص من أجل الموافقة\n"
      "        عليه (أسباب هذا الرأي وعرض عام للتغييرات المحتملة التي تسمح\n"
      "        بتقدم العمل مرفقة)\n");
  const std::string type = GENERATE("plain", "html");
  const Reading reading = read_rows(options, type);
  CAPTURE(to_json(reading));
  CHECK(is_certain(reading));
  CHECK(assigns_all(reading));
}

TEST_CASE("the words that an option goes on with in another line are no stamp") {
  const std::string options =
      "[x] assigns authority to Study Group 17 to consider this text for\n"
      "    approval (in which case, select one of the two options):\n"
      "    (x) No comments or suggested changes\n"
      "    ( ) Comments and suggested changes are attached\n\n"
      "[ ] does not assign authority to Study Group 17 to consider this text\n"
      "    for approval (reasons for this opinion and an outline of possible\n"
      "    changes that would enable the work to progress are attached)\n";
  const Reading reading = read_rows(options);
  CAPTURE(to_json(reading));
  CHECK(is_certain(reading));
  CHECK(assigns_all(reading));
  // What the sender adds there is heard.
  for (const char* stamp : {"    for approval\n", "    (draft)\n", "\nfor approval\n"}) {
    CAPTURE(stamp);
    CHECK_FALSE(is_certain(read_rows(options + stamp)));
  }
}
