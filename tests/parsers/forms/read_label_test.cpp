// SPDX-License-Identifier: GPL-3.0-or-later
#include "catch2/catch.hpp"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

using test::has_doubt;

/// A picture of Annex 2 with X.1214 and X.1331 assigned; names as they were read.
struct PicturedForm : test::FormFixture {
  FormReading read_with(const std::string& first, const std::string& second) const {
    Document document = test::form_with_labels(first, second);
    document.misread = true;
    return read(document);
  }
};

const std::string kFirst = "Draft Recommendation ITU-T X.1214 (ex X.samtn)";
const std::string kSecond = "Draft Recommendation ITU-T X.1331 (ex X.sgsec-2)";

}  // namespace

TEST_CASE_METHOD(PicturedForm,
                 "letters read behind the former name of a marked draft are a doubt") {
  for (const char* read : {"Draft Recommendation ITU-T X.1214 (ex X.samtnN O",
                           "Draft Recommendation ITU-T X.1214 (ex X.samtpN O"}) {
    CAPTURE(read);
    CHECK(has_doubt(read_with(read, kSecond), "words_in_label"));
  }
}

TEST_CASE_METHOD(PicturedForm, "a former name of which a part is covered is a doubt") {
  CHECK(
      has_doubt(read_with(kFirst, "Draft Recommendation ITU-T X.1331 (ex Xsgs"), "words_in_label"));
}

TEST_CASE_METHOD(PicturedForm, "a word beside the name of a marked draft on a picture is a doubt") {
  for (const char* word : {" see letter", " ver carta", " rejected"}) {
    CAPTURE(word);
    CHECK(has_doubt(read_with(kFirst, kSecond + word), "words_in_label"));
  }
}

TEST_CASE_METHOD(PicturedForm, "misread letters and brackets of a draft's name are no doubt") {
  for (const char* read : {"Draft Recommendation ITU-T X.1214 (ex X.samtn",
                           "Draft Recommendation ITU-T X.1214 (ex X.samtnJ",
                           "Dratt Recornmendation lTU-T X.1214 (ex Xsarntn)",
                           "Draft Recommendation ITU-T X.1214 (ex X.samtin)",
                           "Draft Recommendation МСЭ-Т X.1214 (ранее X.samtn)",
                           "Draft Recommendati on ITU-T X.1214 (ex X. samtn ).",
                           "Draft Recommendation ITU-T X.1214 (R14)",
                           "Draft Recommendation ITU-T X.1214 , | (ex X.samtn) i"}) {
    CAPTURE(read);
    CHECK(read_with(read, kSecond).doubts.empty());
  }
  const FormReading titled =
      read_with(kFirst + ": Techniques d'évaluation", kSecond + ": Lignes directrices");
  CHECK(titled.doubts.empty());
}

}  // namespace tallyd
