// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/answer.h"

#include "catch2/catch.hpp"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

using test::form;
using test::RowMarks;

constexpr RowMarks kAssigned{true, true, false, false};
constexpr RowMarks kRefused{false, false, false, true};

/// A message with a form in which X.1214 is assigned and X.1331 refused, and some words.
struct FormAndWords : test::FormFixture {
  bool is_doubted(const std::string& words, const std::string& code) const {
    Reading reading;
    take_forms({{read(form(kAssigned, kRefused)), "docx", false}},
               statement_in(words, SoughtWords(asked.phrases), reader.drafts()), reading);
    for (const Doubt& doubt : reading.doubts) {
      if (doubt.code == code) return true;
    }
    return false;
  }

  /// Whether all of these words are a doubt of each of these codes, or of none.
  void expect(bool doubted, std::initializer_list<const char*> codes,
              std::initializer_list<const char*> all) const {
    for (const char* words : all) {
      for (const char* code : codes) {
        CAPTURE(words, code);
        CHECK(is_doubted(words, code) == doubted);
      }
    }
  }
};

}  // namespace

TEST_CASE_METHOD(FormAndWords, "words that say the same as the form are no doubt") {
  expect(false, {"words_disagree", "words_unsettle"},
         {"Kenya assigns authority for X.1214 and has comments on it.",
          "Kenya does not assign authority for X.1331.", "Kenya does not support X.1331.",
          "Please find attached our reply.", "Kindly confirm the receipt of this reply.",
          "If you have received this e-mail in error, please disregard it and tell the sender."});
}

TEST_CASE_METHOD(FormAndWords, "words that name a draft and say the contrary are a doubt") {
  expect(true, {"words_disagree"},
         {"Kenya does not assign authority for X.1214.", "Kenya assigns authority for X.1331.",
          "Kenya opposes X.1214.", "Le Kenya s'oppose à l'approbation de X.1214.",
          "لا تخول إدارة كينيا لجنة الدراسات 17 سلطة النظر في X.1214.",
          "Kenya assigns authority for all the texts.", "肯尼亚不支持X.1214。"});
}

TEST_CASE_METHOD(FormAndWords,
                 "words that refuse any of the texts contradict each that is assigned") {
  expect(true, {"words_disagree"},
         {"Kenya does not assign authority to consider any of these texts.",
          "Le Kenya n'autorise l'examen d'aucun de ces textes. Il n'autorise pas tous les textes.",
          "肯尼亚不授权审议任何案文。"});
}

TEST_CASE_METHOD(FormAndWords, "words that name a draft by its place are compared with the form") {
  expect(true, {"words_disagree"},
         {"Kenya does not support the first text.", "Kenya assigns authority for the second text.",
          "Nous ne soutenons pas le premier texte.", "No apoyamos el primer texto.",
          "Мы не поддерживаем первый текст.", "لا نؤيد النص الأول.", "我们不支持第一个案文。",
          "We do not support these texts."});
  expect(false, {"words_disagree"},
         {"Kenya does not support the second text.", "Kenya assigns authority for the first text.",
          "我们不支持第二个案文。"});
}

TEST_CASE_METHOD(FormAndWords, "a sentence may assign some drafts and refuse others") {
  expect(
      false, {"words_disagree", "words_unsettle"},
      {"Kenya assigns authority for X.1214 and does not assign authority for X.1331.",
       "We do not assign authority for X.1331, but assign authority for X.1214.",
       "Le Kenya autorise l'examen de X.1214 et n'autorise pas l'examen de X.1331.",
       "Kenya autoriza el examen de X.1214 y no autoriza el examen de X.1331.",
       "Кения предоставляет полномочия в отношении X.1214 и не предоставляет в отношении X.1331.",
       "肯尼亚授权审议X.1214，不授权审议X.1331。"});
  expect(
      true, {"words_disagree"},
      {"Kenya assigns authority for X.1331 and does not assign authority for X.1214.",
       "We do not assign authority for X.1214, but assign authority for X.1331.",
       "Le Kenya autorise l'examen de X.1331 et n'autorise pas l'examen de X.1214.",
       "Кения предоставляет полномочия в отношении X.1331 и не предоставляет в отношении X.1214.",
       "肯尼亚授权审议X.1331，不授权审议X.1214。"});
}

TEST_CASE_METHOD(FormAndWords, "words that consent to what the form refuses are a doubt") {
  expect(true, {"words_unsettle"},
         {"We are in favour.", "We agree with everything.", "X.1331 is acceptable to us.",
          "We have no objection.", "The second text is fine with us.", "Nous sommes favorables.",
          "Estamos a favor.", "Sí a todo.", "Мы согласны.", "我们赞成。", "نحن موافقون."});
  expect(false, {"words_unsettle"},
         {"We would support a revised X.1331.",
          "Please accept, Sir, the assurances of my highest consideration.",
          "Veuillez agréer, Monsieur, l'expression de ma considération distinguée.",
          "Thank you for your support."});
}

TEST_CASE_METHOD(FormAndWords, "no comments in words and attached ones on the form are a doubt") {
  const auto doubted = [this](const char* words) {
    const RowMarks commented{true, false, true, false};
    Reading reading;
    take_forms({{read(form(commented, kAssigned)), "docx", false}},
               statement_in(words, SoughtWords(asked.phrases), reader.drafts()), reading);
    return !reading.doubts.empty();
  };
  for (const char* words : {"We have no comments.", "Sans commentaires.", "No tenemos comentarios.",
                            "У нас нет замечаний.", "我们没有意见。", "ليس لدينا أي تعليقات.",
                            "No comments on X.1214."}) {
    CAPTURE(words);
    CHECK(doubted(words));
  }
  for (const char* words :
       {"We have no further comments.", "We have no comments on the other text.",
        "No comments on X.1331.", "Aucun autre commentaire.", "По остальным замечаний нет.",
        "对其他案文没有意见。", "X.1214: comments; X.1331: no comments."}) {
    CAPTURE(words);
    CHECK_FALSE(doubted(words));
  }
}

TEST_CASE_METHOD(FormAndWords, "a refusal in words beside a form that refuses is no doubt") {
  expect(false, {"words_disagree", "words_unsettle"},
         {"We regret that we are unable to support X.1331.",
          "As explained in the form, we are not in a position to assign authority for X.1331.",
          "Kenya objects to the approval of the second text, for the reasons given in the form.",
          "L'Administration n'est pas en mesure d'appuyer X.1331.",
          "La Administración no puede apoyar X.1331.", "Администрация не может поддержать X.1331.",
          "我们不能支持X.1331,理由见表格。", "لا تستطيع الإدارة تأييد X.1331."});
  CHECK(is_doubted("We are unable to support X.1331, but this is provisional.", "words_unsettle"));
}

TEST_CASE_METHOD(FormAndWords, "words that take the form back or make it less are a doubt") {
  expect(true, {"words_unsettle"},
         {"Please ignore the attached form.", "We withdraw our reply.",
          "Our reply is subject to the resolution of our comments.",
          "Kenya assigns authority provided that clause 7 is deleted.",
          "Could you please check this before we send it to ITU?", "This is a test.",
          "There is a mistake in the attached form.",
          "Veuillez ne pas tenir compte de cette réponse.", "La respuesta se envió por error.",
          "Просим не учитывать этот ответ.", "يرجى تجاهل هذا الرد.", "请忽略本答复。"});
}

TEST_CASE_METHOD(FormAndWords, "words that single out a draft which the form assigns are a doubt") {
  expect(true, {"words_unsettle"},
         {"X.1214 wants more work.", "Wir stimmen X.1214 nicht zu.", "X.1214: pas maintenant.",
          "What about X.1214?", "Kenya would not support X.1214.",
          "We do not agree to the approval until our comments are resolved."});
  expect(false, {"words_unsettle"},
         {"Our reply on X.1214 and X.1331 is attached.",
          "Our reasons concerning X.1331 are attached."});
}

TEST_CASE_METHOD(test::FormFixture, "words that assign fewer drafts than the form are a doubt") {
  Reading reading;
  take_forms({{read(form(kAssigned, kAssigned)), "docx", false}},
             statement_in("We assign authority for X.1214 only.", SoughtWords(asked.phrases),
                          reader.drafts()),
             reading);
  REQUIRE(reading.doubts.size() == 1);
  CHECK(reading.doubts.front().code == "words_disagree");
}

}  // namespace tallyd
