// SPDX-License-Identifier: GPL-3.0-or-later
// What the name of a form's file says of it.
#include <string>

#include <catch2/catch.hpp>

#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;

namespace {

Reading read_named(const std::string& file_name) {
  return test::read_parts(
      test::part_of("", "Please find our reply attached.\n") +
      test::part_of("Content-Disposition: attachment; filename=\"" + file_name + "\"\n",
                    test::form_of_kenya()));
}

}  // namespace

TEST_CASE("a form whose file is named as a draft, an old one or void is a doubt") {
  for (const char* name :
       {"reply_DRAFT.txt", "Circular53_old.txt", "Annex2-do not use.txt", "[Draft] reply.txt",
        "UNSIGNED reply.txt", "to be deleted.txt", "brouillon.txt", "respuesta borrador.txt",
        "черновик.txt", "第53号通函答复草稿.txt", "مسودة.txt"}) {
    const Reading reading = read_named(name);
    CAPTURE(name, to_json(reading));
    CHECK_FALSE(is_certain(reading));
    REQUIRE_FALSE(reading.doubts.empty());
    CHECK(reading.doubts.front().code == "words_unsettle");
  }
}

TEST_CASE("the usual names of a form's file are no doubt") {
  for (const char* name :
       {"form.txt", "Annex 2 signed.txt", "Circ53_reply_final.txt", "reply - copy.txt",
        "Reply no comments.txt", "draft_Rec_X.1331_reply.txt", "Reply_Circular53_corrected.txt",
        "TSB Circular 53 - draft Recommendations X.1214, X.1331 - reply.txt", "Réponse.txt",
        "Approval of draft Recommendations.txt", "Ответ на циркуляр 53.txt",
        "第53号通函答复.txt"}) {
    const Reading reading = read_named(name);
    CAPTURE(name, to_json(reading));
    CHECK(is_certain(reading));
  }
}
