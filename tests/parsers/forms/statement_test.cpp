// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/statement.h"

#include "catch2/catch.hpp"
#include "parsers/forms/circular_name.h"
#include "parsers/forms/folded.h"
#include "parsers/forms/unicode.h"
#include "tests/support/configuration_directory.h"

namespace tallyd {
namespace {

struct Words {
  test::ConfigurationDirectory directory;
  Asked asked = load_asked(directory.path()).value;

  DraftNames drafts{asked.consultations};

  SpokenStatement heard(const std::string& text) const {
    return statement_in(text, SoughtWords(asked.phrases), drafts);
  }
  bool assigns(const std::string& text) const { return heard(text).assigns; }
  bool refuses(const std::string& text) const { return heard(text).refuses; }
  std::vector<int> circulars(const std::string& text) const {
    return CircularNames(asked.phrases).find(decode_utf8(text));
  }
};

}  // namespace

TEST_CASE_METHOD(Words, "a sentence that assigns authority is heard") {
  CHECK(assigns("The Administration of Kenya assigns authority for all three texts."));
  CHECK_FALSE(refuses("The Administration of Kenya assigns authority for all three texts."));
}

TEST_CASE_METHOD(Words, "a sentence that does not assign authority is heard as that only") {
  CHECK(refuses("The Administration of Kenya does not assign authority for X.1331."));
  CHECK_FALSE(assigns("The Administration of Kenya does not assign authority for X.1331."));
}

TEST_CASE_METHOD(Words, "a draft's title and the circular's own sentence are not heard") {
  asked.consultations.front().drafts.front().title =
      "10-Gigabit-capable passive optical networks: Physical media dependent layer";
  const SoughtWords words(asked.phrases, asked.consultations);
  const auto unsettled = [&](const std::string& text) {
    return statement_in(text, words, drafts).unsettled;
  };
  const std::string title = asked.consultations.front().drafts.front().title;
  const std::string circular =
      "Member States are kindly requested to complete and return the form in Annex 2 by 8 March";
  CHECK(unsettled("This Recommendation specifies the " + title + ".").empty());
  CHECK(unsettled("Draft Recommendation ITU-T X.1214 (ex X.samtn) " + title).empty());
  CHECK(unsettled(circular + " 2018.").empty());
  CHECK_FALSE(unsettled("Our reply on " + title + " is not final.").empty());
  CHECK_FALSE(unsettled("Please disregard " + title + ".").empty());
  CHECK_FALSE(unsettled("Our position is dependent on the layer of media.").empty());
  CHECK_FALSE(
      unsettled(circular + "\nWe return the form to you, it was filled in by mistake.").empty());
  CHECK_FALSE(unsettled("Please return the form, we have ticked the wrong boxes.").empty());
}

TEST_CASE_METHOD(Words, "authority is told of in other words, too") {
  for (const char* text :
       {"The Administration of Kenya agrees to the consideration of all three texts.",
        "Notre administration appuie l'examen des deux textes.",
        "Nuestra administración apoya el examen de los textos.",
        "Администрация поддерживает рассмотрение проектов.", "我主管部门支持审议所有案文。"}) {
    INFO(text);
    CHECK(assigns(text));
  }
  for (const char* text :
       {"Kenya does not agree to the consideration of X.1331.",
        "Notre administration n'appuie pas l'examen des textes.",
        "Notre administration n'est pas d'accord.",
        "Nuestra administración no apoya el examen de los textos.",
        "Администрация не поддерживает рассмотрение проектов.", "我主管部门不支持审议所有案文。"}) {
    INFO(text);
    CHECK(refuses(text));
    CHECK_FALSE(assigns(text));
  }
}

TEST_CASE_METHOD(Words, "the number of a circular ends no sentence") {
  CHECK(assigns("In reply to Circular No. 53 Kenya assigns authority for X.1331."));
  CHECK(refuses("Circular No. 53: Kenya does not assign authority."));
}

TEST_CASE_METHOD(Words, "a question decides nothing") {
  const std::string question = "Does Kenya assign authority to Study Group 17?";
  CHECK_FALSE(assigns(question));
  CHECK_FALSE(refuses(question));
}

TEST_CASE_METHOD(Words, "the number of a circular is found in six languages") {
  CHECK(circulars("Reply to TSB Circular 53") == std::vector<int>{53});
  CHECK(circulars("Réponse à la Circulaire TSB 53") == std::vector<int>{53});
  CHECK(circulars("Respuesta a la Circular TSB 53") == std::vector<int>{53});
  CHECK(circulars("Ответ на Циркуляр 53 БСЭ") == std::vector<int>{53});
  CHECK(circulars("الرسالة المعممة ٥٣ لمكتب تقييس الاتصالات") == std::vector<int>{53});
  CHECK(circulars("电信标准化局第 53 号通函") == std::vector<int>{53});
}

TEST_CASE_METHOD(Words, "a year or a telephone number is no circular") {
  CHECK(circulars("Geneva, 11 October 2017, Tel: +41 22 730 5853").empty());
}

TEST_CASE_METHOD(Words,
                 "doubts about the texts are reservations, doubts about the reply unsettle it") {
  const SpokenStatement texts =
      heard("The second text is not bad, although the draft is premature.");
  CHECK_FALSE(texts.reserved.empty());
  CHECK(texts.unsettled.empty());
  CHECK_FALSE(heard("Although we sent this reply, it is premature.").unsettled.empty());
}

TEST_CASE_METHOD(Words, "who says that there are no objections has none") {
  CHECK_FALSE(heard("Our experts have serious objections to it.").reserved.empty());
  CHECK(heard("Our experts studied it and raised no objections to it.").reserved.empty());
  CHECK(heard("Nos experts l'ont étudié et n'ont soulevé aucune objection.").reserved.empty());
}

TEST_CASE_METHOD(Words, "a word is found behind an elided article") {
  CHECK_FALSE(heard("Bien que l'avis soit favorable.").unsettled.empty());
}

}  // namespace tallyd
