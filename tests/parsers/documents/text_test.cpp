// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/documents/dividers.h"
#include "parsers/documents/format.h"
#include "parsers/documents/quoted.h"
#include "tests/support/document_text.h"

namespace tallyd::test {
namespace {

std::string said(const std::string& text) { return to_text(split_quoted_text(text, {}).said); }
std::string quoted(const std::string& text) { return to_text(split_quoted_text(text, {}).quoted); }

std::string joined(std::initializer_list<std::string> lines, const char* by) {
  std::string out;
  for (const std::string& line : lines) out.append(out.empty() ? "" : by).append(line);
  return out;
}

const std::string kForm =
    "Draft Recommendation X.1214\n[ ] assigns authority\n[ ] does not assign authority\n";

}  // namespace

TEST_CASE("each paragraph of a text is one, with its lines") {
  CHECK(said("a\nb\n\nc\n") == "a\\nb\nc");
}

TEST_CASE("a line that was broken because it was full is joined") {
  const std::string first =
      "[X] does not assign authority to Study Group 17 to consider this text for";
  CHECK(said(first + "\napproval (reasons for this opinion are attached)") ==
        first + " approval (reasons for this opinion are attached)");
}

TEST_CASE("a line with a box, a mark or a designation is never joined to the one before it") {
  const std::string full =
      "assigns authority to Study Group 17 to consider this text for its approval";
  for (const std::string next : {"[ ] does not", "☒ does not", "X does not", "Х [ ] does not",
                                 "х does not", "YES", "- other", "(X)\u00A0Comments", "(x)Comments",
                                 "(✔️)Comments", "Draft Recommendation X.1331"}) {
    CHECK(said(joined({full, next}, "\n")) == joined({full, next}, "\\n"));
  }
}

TEST_CASE("lines marked with > are quoted, at every depth") {
  CHECK(said("Yes.\n> one\n>> two\n> > three\n") == "Yes.");
  CHECK(quoted("Yes.\n> one\n>> two\n> > three\n") == "one\\ntwo\\nthree");
}

TEST_CASE("words between or after quoted lines are said to be so") {
  CHECK(split_quoted_text("Hello", {}).quoting == Quoting::none);
  CHECK(split_quoted_text("Hello\n> one\n", {}).quoting == Quoting::below);
  CHECK(split_quoted_text("> one\nYES\n> two\n", {}).quoting == Quoting::around);
}

TEST_CASE("a blank form below a divider is quoted, in every language") {
  for (const std::string divider :
       {"-----Original Message-----",
        "-----Message d'origine-----",
        "-----Mensaje original-----",
        "-----Исходное сообщение-----",
        "-------- Пересылаемое сообщение --------",
        "------------------ 原始邮件 ------------------",
        "-----الرسالة الأصلية-----",
        "-----Ursprüngliche Nachricht-----",
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-----Mensagem Original-----",
        "On Thu, Mar 8, 2018 at 10:00 AM TSB <tsb@example.int> wrote:",
        "On Thu, Mar 8, 2018 at 10:00 AM TSB\n<tsb@example.int> wrote:",
        "Le jeu. 8 mars 2018 à 10:00, TSB <tsb@example.int> a écrit :",
        "El jue, 8 mar 2018 a las 10:00, TSB (<tsb@example.int>) escribió:",
        "чт, 8 мар. 2018 г. в 10:00, TSB <tsb@example.int>:",
        "8 марта 2018 г., в 10:00, TSB <tsb@example.int> написал(а):",
        "在 2018年3月8日，10:00，TSB <tsb@example.int> 写道：",
        "في الخميس، 8 مارس 2018 10:00 كتب TSB <tsb@example.int>:",
        "Am 08.03.2018 um 10:00 schrieb TSB:",
        "TSB <tsb@example.int> schrieb am Do., 8. März 2018 um 10:00 Uhr:",
        "---- On Thu, 08 Mar 2018 10:00:00 +0100 TSB <tsb@example.int> wrote ----",
        "From: TSB <tsb@example.int>\nSent: Thursday, March 8, 2018 10:00 AM\nTo: KEN\nSubject: 53",
        "De : TSB\nEnvoyé : jeudi 8 mars 2018 10:00\nÀ : KEN\nObjet : Circulaire 53",
        "De: TSB\nEnviado el: jueves, 8 de marzo de 2018 10:00\nPara: KEN\nAsunto: Circular 53",
        "От: TSB\nОтправлено: 8 марта 2018 г. 10:00\nКому: KEN\nТема: Циркуляр 53",
        "发件人: TSB\n发送时间: 2018年3月8日 10:00\n收件人: KEN\n主题: 通函",
        "من: TSB\nتم الإرسال: 8 مارس 2018 10:00\nإلى: KEN\nالموضوع: 53",
        "*From:* TSB\n*Date:* Thursday, 8 March 2018 at 10:00\n*To:* KEN\n*Subject:* 53"}) {
    INFO(divider);
    CHECK(said(joined({"Please see the file, tel. 5553.", divider, "", kForm}, "\n")) ==
          "Please see the file, tel. 5553.");
    CHECK(quoted(joined({"See.", divider, "", kForm}, "\n")).find("X.1214") != std::string::npos);
  }
}

TEST_CASE("the head of Annex 2 is no divider") {
  const std::string head =
      "Subject: Member State response to TSB Circular 53\nTo: Director of TSB\n"
      "From: Ministry of Communications\nDate: Nairobi, 5 March 2018\n";
  CHECK(quoted(head + "\n" + kForm).empty());
  CHECK(quoted("From: Ministry\nTo: Director of TSB\nDate: 5 March 2018\nSubject: 53\n\n" + kForm)
            .empty());
}

TEST_CASE("own words below a quote are the sender's own") {
  CHECK(said("On 8 March 2018, TSB <t@example.int> wrote:\n> Please answer.\n\nWe agree.") ==
        "We agree.");
}

TEST_CASE("a signature stays, the line before it goes") {
  CHECK(said("Regards\n-- \nA. B., Administration of Kenya") ==
        "Regards\nA. B., Administration of Kenya");
}

TEST_CASE("a table with rules is a table") {
  CHECK(said("+--------+-------------+\n| X.1214 | [X] assigns |\n|        | authority   |\n"
             "+--------+-------------+\n| X.1331 | [ ] assigns |\n+--------+-------------+\n") ==
        "| X.1214 | [X] assigns authority |\n| X.1331 | [ ] assigns |");
}

TEST_CASE("rules without corners part a table of bars into rows") {
  CHECK(said("────────────────────────\n│ X.1214 │ [X] assigns │\n│        │ authority   │\n"
             "────────────────────────\n│        │ [ ] does    │\n│        │ not assign  │\n"
             "────────────────────────\n") ==
        "| X.1214 | [X] assigns authority |\n|  | [ ] does not assign |");
  // What ends without a rule may go on elsewhere.
  CHECK(said("------------------------\n| X.1214 | [X] assigns |\n------------------------\n"
             "|        | [ ] does not |\n") != "| X.1214 | [X] assigns |\n|  | [ ] does not |");
  CHECK(said("------\nX.1214 | [X] assigns\n------\n") == "------\\nX.1214 | [X] assigns\\n------");
}

TEST_CASE("a table of bars is a table, and bars around a mark are a box") {
  CHECK(said("| X.1214 | [X] assigns |\n|---|---|\n| X.1331 | |X| assigns |\n") ==
        "| X.1214 | [X] assigns |\n| X.1331 | |X| assigns |");
}

TEST_CASE("boxes of bars before options are no table") {
  CHECK(said("|X| assigns\n|_| does not") == "|X| assigns\\n|_| does not");
}

TEST_CASE("lines with the same number of tabs are a table, others are not") {
  CHECK(said("Draft\tassigns\tdoes not\nX.1214\tX\t\n") ==
        "| Draft | assigns | does not |\n| X.1214 | X |  |");
  CHECK(said("Draft\tassigns\tdoes not\nX.1214\tX\n") == "Draft\\tassigns\\tdoes not\\nX.1214\\tX");
}

TEST_CASE("a text file is read whole, quoted lines too") {
  const Document document = read_text("a\n\n> b\n", {}, {});
  CHECK(to_text(document) == "a\n> b");
  CHECK(document.format == "text");
}

TEST_CASE("what is too long for the limits is left out with a doubt") {
  Limits limits;
  limits.text_bytes = 100;
  CHECK(split_quoted_text(std::string(1000, 'a'), limits).said.doubts.size() == 1);
}

}  // namespace tallyd::test
