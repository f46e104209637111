// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/documents/format.h"
#include "parsers/documents/html_tree.h"
#include "parsers/documents/quoted.h"
#include "tests/support/document_text.h"

namespace tallyd::test {
namespace {

TextParts parts(const std::string& html) { return split_quoted_html(html, {}); }
std::string said(const std::string& html) { return to_text(parts(html).said); }

std::string repeated(const std::string& text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("blank space collapses, and elements of their own lines are paragraphs") {
  CHECK(said("<p>a \n b<br> c</p><div>d<div>e</div></div>") == "a b\\nc\nd\ne");
}

TEST_CASE("check boxes and radio buttons have their state") {
  CHECK(said("<input type=checkbox checked> a <input type='radio'> b") == "[x] a ( ) b");
}

TEST_CASE("what is struck, bold, coloured or highlighted is marked so") {
  CHECK(said("a<s>b</s><del>c</del><strike>d</strike>") == "a{s:bcd}");
  CHECK(said("a<span style='text-decoration: line-through'>b<i>c</i></span>") == "a{s:b}{is:c}");
  CHECK(said("a<b>b</b><font color=red>c</font><span style='background:yellow'>d</span>") ==
        "a{b:b}{c:c}{h:d}");
  CHECK(said("<style>.c1{text-decoration:line-through}</style>a<span class=c1>b</span>") ==
        "a{s:b}");
}

TEST_CASE("a colour that everything has is none") {
  CHECK(said("<p style='color:#1F497D'>a</p><p style='color:#1F497D'>b</p>") == "a\nb");
}

TEST_CASE("what is hidden is not read") {
  CHECK(said("a<span style='display:none'>b</span><span style='mso-hide:all'>c</span>"
             "<input type=hidden value=d><p hidden>e</p><!-- f --><script>g</script>") == "a");
  CHECK(said("<style>.x{display:none}</style>a<div class='y x'>b</div>") == "a");
}

TEST_CASE("tables keep what spans rows and columns") {
  CHECK(said("<table><tr><td rowspan=2>X.1214<td>a<td>b<tr><td colspan=2>c</table>") ==
        "| X.1214 | a | b |\n| ^ | 2:c |");
}

TEST_CASE("tables that only lay out the page are dissolved") {
  CHECK(said("<table><tr><td>a<table><tr><td>b<td>c</table></table>") == "a\n| b | c |");
}

TEST_CASE("boxes in the fonts of Wingdings are boxes") {
  CHECK(said("<span style='font-family:Wingdings'>þ</span> yes <font face='Wingdings'>o</font>") ==
        "☑ yes ☐");
}

TEST_CASE("conditional comments of Word are comments, their other branch is text") {
  CHECK(said("<!--[if mso]><p>a</p><![endif]--><![if !mso]><p>b<o:p></o:p></p><![endif]>") == "b");
}

TEST_CASE("quotes of mail programs are quoted") {
  for (const std::string quote :
       {"<div class='gmail_quote'><div>On 8 March 2018 X &lt;x@example.int&gt; wrote:</div>"
        "<blockquote>form</blockquote></div>",
        "<blockquote type='cite'>form</blockquote>", "<div class=yahoo_quoted>form</div>",
        "<div class='protonmail_quote'>form</div>",
        "<div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>From:</b> X</div><p>form</p>",
        "<div><p><b>From:</b> TSB<br><b>Sent:</b> Thursday, March 8, 2018 10:00 AM<br>"
        "<b>To:</b> KEN<br><b>Subject:</b> 53</p></div><p>form</p>",
        "<p>-----Original Message-----</p><p>form</p>", "<p>&gt; form</p>",
        "<blockquote style='border-left:1px solid #0857A6'>form</blockquote>"}) {
    INFO(quote);
    const TextParts read = parts("<p>See file.</p>" + quote);
    CHECK(to_text(read.said) == "See file.");
    CHECK(to_text(read.quoted).find("form") != std::string::npos);
    CHECK(read.quoting == Quoting::below);
  }
}

TEST_CASE("an indented form is not quoted") {
  CHECK(said("<blockquote style='margin:0 0 0 40px;border:none'>form</blockquote>") == "form");
}

TEST_CASE("own words below a quoted element are the sender's own") {
  const TextParts read = parts(
      "<p>On 8 March 2018 TSB &lt;t@example.int&gt; wrote:</p><blockquote type=cite>form"
      "</blockquote><p>Yes.</p>");
  CHECK(to_text(read.said) == "Yes.");
  CHECK(read.quoting == Quoting::around);
}

TEST_CASE("a file of HTML is read whole, in its charset") {
  const Document document =
      read_html("<meta charset=windows-1251><blockquote type=cite>\xE4\xE0</blockquote>", {}, {});
  CHECK(to_text(document) == "да");
}

TEST_CASE("nesting, formatting and attributes without end cost neither the stack nor the day") {
  for (const std::string& hostile :
       {repeated("<div>", 200'000), repeated("<b a=1><p>", 100'000),
        "<p " + repeated("a=b ", 200'000) + ">", repeated("<table><tr><td>", 50'000),
        repeated("<a><div>", 100'000),
        "<table>" + repeated("<tr><td rowspan=9999 colspan=99>", 3000)}) {
    const TextParts read = parts("<p>before</p>" + hostile + "after");
    CHECK(to_text(read.said).find("before") == 0);
  }
}

TEST_CASE("text that is nested too deeply is a doubt") {
  CHECK(parseable_length(repeated("<div>", 512)) == 2560);
  CHECK(parseable_length(repeated("<div>", 600)) == 2560);
  CHECK(parseable_length(repeated("<div></div>", 600)) == 6600);
  CHECK(parseable_length("<a title='>" + repeated("<b>", 600) + "'>") == 1813);
  CHECK_FALSE(parts(repeated("<div>", 600) + "a").said.doubts.empty());
}

TEST_CASE("what is there and cannot be seen is known for it") {
  const auto is_unseen = [](const std::string& style) {
    const Document said = parts("<p>a</p><p style='" + style + "'>☒</p>").said;
    return std::get<Paragraph>(said.blocks.at(1)).runs.at(0).marks.unseen;
  };
  for (const char* style :
       {"color:#fff", "color:white;background:white", "color:transparent",
        "position:absolute;left:-9999px", "text-indent:-9999px", "height:0;overflow:hidden",
        "font-size:1px", "opacity:0.05", "clip-path:inset(100%)", "transform:scale(0)",
        "color:hsl(0, 0%, 100%)", "color:#00000000", "filter:opacity(0)"}) {
    CAPTURE(style);
    CHECK(is_unseen(style));
  }
  for (const char* style : {"color:#fff;background:navy", "color:#333", "left:-2px",
                            "overflow:hidden", "font-size:9pt", "opacity:0.9", "line-height:0",
                            "color:hsl(0, 0%, 20%)", "color:#000000ff", "filter:opacity(0.9)"}) {
    CAPTURE(style);
    CHECK_FALSE(is_unseen(style));
  }
  const auto folded_away = [](const std::string& how) {
    const Document said = parts("<p>a</p><details" + how + "><p>☒</p></details>").said;
    return std::get<Paragraph>(said.blocks.at(1)).runs.at(0).marks.unseen;
  };
  CHECK(folded_away(""));
  CHECK_FALSE(folded_away(" open"));
  const Document dark = parts("<body style='color:white'><p>a</p></body>").said;
  CHECK_FALSE(std::get<Paragraph>(dark.blocks.at(0)).runs.at(0).marks.unseen);
}

TEST_CASE("a rule that hides or strikes out what cannot be told is a doubt") {
  const auto doubts = [](const std::string& css) {
    return parts("<style>" + css + "</style><p>a</p>").said.doubts.size();
  };
  CHECK(doubts("tr:nth-child(2){text-decoration:line-through}") == 1);
  CHECK(doubts("td p{display:none}") == 1);
  CHECK(doubts("@media screen{td p{display:none}}") == 1);
  CHECK(doubts("@media screen and (max-width:600px){td p{display:none}}") == 0);
  CHECK(doubts(".box:before{content:\"☒\"}") == 1);
  CHECK(doubts(".box::after{content:\"\\2612\"}") == 1);
  CHECK(doubts(".clear:after{content:\".\";clear:both}") == 0);
  CHECK(doubts("td p{color:red} a:hover{display:none} #x img{display:none}") == 0);
}

TEST_CASE("comments in the margin of what Word pastes are a doubt") {
  CHECK(parts("<p>a<a href='#_msocom_1'>[D1]</a></p>").said.doubts.size() == 1);
}

TEST_CASE("of radio buttons with one name only one can be checked") {
  CHECK(said("<input type=radio name=a checked> a <input type=radio name=b checked> b") ==
        "(x) a (x) b");
  CHECK(said("<input type=radio name=a checked> a <input type=radio name=a checked> b") ==
        "(?) a (?) b");
}

TEST_CASE("a gradient that is partly seen through may be a line through the words") {
  const auto marks = [](const std::string& style) {
    const Document document = parts("<p>a <span style='" + style + "'>b</span></p>").said;
    return std::get<Paragraph>(document.blocks.at(0)).runs.back().marks;
  };
  CHECK(marks("background: linear-gradient(transparent 45%, red 45% 55%, transparent 55%)").unseen);
  CHECK(marks("background-image:linear-gradient(rgba(0,0,0,0) 49%, #000 51%)").unseen);
  CHECK_FALSE(marks("background: linear-gradient(white, #eee)").unseen);
}

}  // namespace tallyd::test
