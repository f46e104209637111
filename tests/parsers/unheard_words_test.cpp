// SPDX-License-Identifier: GPL-3.0-or-later
// Words that unsettle nothing do not hide what else their sentence says of the reply.
#include <string>

#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::expect;

TEST_CASE("a disclaimer that speaks of the reply is heard") {
  expect(false,
         {"This is a confidential draft of our reply.", "Please disregard this confidential reply.",
          "This reply is for the addressee only and is not to be counted.",
          "Our reply is not legally binding."});
  expect(true, {"This e-mail is confidential. If you are not the addressee, please delete it.",
                "If you have received this message in error, please notify the sender by reply.",
                "Ce message est confidentiel. Si vous n'êtes pas le destinataire, supprimez-le.",
                "Este mensaje es confidencial. Si no es el destinatario, bórrelo."});
}

TEST_CASE("what is said beside ordinary words is heard") {
  expect(false, {"Please acknowledge and disregard our earlier reply.",
                 "We could not attend and our reply is therefore provisional.",
                 "Although late in the process, we withdraw our support.",
                 "If you cannot open the form, count us as against.",
                 "I am no longer the focal point.", "如有疑问，请从严解释。"});
  expect(true, {"Please acknowledge receipt.", "We could not attend the last meeting.",
                "Although late, our reply is attached.",
                "Mr Dupont is no longer the focal point; please write to me."});
}

TEST_CASE("reservations below a form are no heading of comments") {
  const auto read_below = [](const std::string& words) {
    return read_message(
        "From: a@ict.ke.example\nSubject: Reply\n"
        "Content-Type: text/plain; charset=utf-8\n\n" +
            test::form_of_kenya(test::Remarks::none) + "\n" + words + "\n",
        test::prepared_for_covers(), {});
  };
  for (const char* words : {"我们对X.1331持保留意见。", "我们对X.1331持保留意见"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_below(words)));
  }
  CHECK(is_certain(read_below("Thank you.")));
}
