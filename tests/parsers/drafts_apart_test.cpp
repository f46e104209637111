// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences beside a form that assigns authority for all three drafts, with comments on X.1331.
#include <catch2/catch.hpp>

#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::read_with_cover;

TEST_CASE("a sentence that sets one draft apart from the others is a doubt") {
  for (const char* words :
       {"We approve X.1214 and X.1603, but not X.1331.", "Yes to X.1214 and X.1603, no to X.1331.",
        "We support X.1214 and X.1603 (not X.1331).",
        "Kenya agrees to X.1214 and X.1603, neither to X.1331 nor to any other text.",
        "Nous approuvons X.1214 et X.1603, mais pas X.1331.",
        "Oui pour X.1214 et X.1603, non pour X.1331.",
        "Nous approuvons les textes, mais pas X.1331.",
        "Aprobamos X.1214 y X.1603, pero no X.1331.", "Sí a X.1214 y X.1603, no a X.1331.",
        "Мы одобряем X.1214 и X.1603, но не X.1331.", "Да по X.1214 и X.1603, нет по X.1331.",
        "نوافق على X.1214 وX.1603 ولكن ليس على X.1331.", "نعم بشأن X.1214 وX.1603، لا بشأن X.1331.",
        "我们同意X.1214和X.1603，不批准X.1331。"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("a sentence that sets some of the texts apart by their number is a doubt") {
  for (const char* words :
       {"Two of the three texts have our support.", "We agree to two out of three drafts.",
        "One of the three texts can't be supported.", "Only two texts are supported.",
        "Deux des trois textes ont notre appui.", "Nous appuyons deux textes sur trois.",
        "Dos de los tres textos cuentan con nuestro apoyo.", "Два из трех текстов мы поддерживаем.",
        "نؤيد نصين من النصوص الثلاثة.", "三个案文中我们支持两个。"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("a no or a refusal before the name of a draft is a doubt, in the subject too") {
  const auto read_with_subject = [](const std::string& subject) {
    return read_message(
        "From: a@ict.ke.example\nSubject: " + subject + "\n\n" + test::form_of_kenya(),
        test::prepared_for_covers(), {});
  };
  for (const char* words :
       {"NO to X.1331", "Refusal of ITU-T X.1331", "Rejection of X.1331", "Refus de X.1331",
        "Rechazo de X.1331", "Отказ по X.1331", "رفض X.1331", "拒绝X.1331", "Refusal",
        "Withdrawal of our reply", "Retrait de notre réponse", "Отмена ответа", "取消答复"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
    CHECK_FALSE(is_certain(read_with_subject(words)));
  }
  CHECK(is_certain(read_with_subject("Approval of X.1214, X.1331 and X.1603")));
}

TEST_CASE("a no that parts no drafts sets none apart") {
  for (const char* words :
       {"We have no comments on X.1214, X.1331 is commented in the attached file.",
        "No changes were made to X.1214, X.1331 and X.1603.",
        "X.1214: no comments, X.1603: no comments.",
        "We support X.1214, X.1331 and X.1603 and do not expect further work.",
        "Nous approuvons X.1214, X.1331 et X.1603 et n'avons pas d'autre question.",
        "Одобряем X.1214, X.1331 и X.1603, других вопросов нет.",
        "All of the three texts have our support."}) {
    CAPTURE(words, to_json(read_with_cover(words)));
    CHECK(is_certain(read_with_cover(words)));
  }
}

namespace {

constexpr const char* kSecondHead = "Draft Recommendation ITU-T X.1331";
constexpr const char* kFirstHead = "Draft Recommendation ITU-T X.1214";

/// The mail of Kenya is its form, with those words above a line of it.
Reading read_with_words_above(const std::string& line, const std::string& words) {
  std::string form = test::form_of_kenya();
  form.insert(form.find(line), words + "\n\n");
  return read_message("From: a@ict.ke.example\nSubject: Reply\n\n" + form,
                      test::prepared_for_covers(), {});
}

}  // namespace

TEST_CASE("a sentence on one draft between the rows of a form without a table is a doubt") {
  for (const char* words :
       {"Please strike X.1603 from our form.", "Our delegates will block X.1214.",
        ("We find the reasoning that underlies the architecture and the threat model of X.1603, as "
         "it "
         "stands in the annexes of the text that was made available to us, entirely inadequate."),
        "请将X.1603一行改为否。", "Please move the tick of the first row to the other side.",
        "Nous sommes contre le troisième texte.", "Notre administration s'abstient pour X.1214."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_words_above(kSecondHead, words)));
  }
  // Right above its own row.
  CHECK_FALSE(is_certain(read_with_words_above(kFirstHead, "Our delegates will block X.1214.")));
}

TEST_CASE("a draft's name or title between the rows says nothing") {
  for (const char* words :
       {"X.1331", "Draft new Recommendation ITU-T X.1331 (ex X.sgsec-2)", "Page 2 of 3",
        "Comments on X.1331: see clause 6.2.", "See the first paragraph of Annex A."}) {
    const Reading reading = read_with_words_above(kSecondHead, words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

TEST_CASE("a sentence on one draft in the mail above its form is a doubt") {
  for (const char* words :
       {"Dear Sir,\n\nour delegates will block X.1603.\n\nBest regards",
        "Concerning X.1214, X.1331 and X.1603.\n\nX.1603 goes back to the drawing board.",
        "Monsieur,\n\nnotre administration s'abstient pour X.1214."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_words_above("Member State response", words)));
  }
  for (const char* words :
       {"Dear Sir,\n\nhere is our reply on X.1214, X.1331 and X.1603.",
        "ANNEX 1\n\nX.1214, Gaps of things\n\nX.1331, Security of grids\n\nX.1603, Data of clouds",
        ("The draft X.1214 treats gaps.\n\nThe draft X.1331 treats grids.\n\nThe draft X.1603 "
         "treats clouds.")}) {
    const Reading reading = read_with_words_above("Member State response", words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}
