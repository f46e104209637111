// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "config/form_identifier.h"
#include "daemon/document/form_document.h"
#include "daemon/document/form_pdf.h"
#include "daemon/document/qr_code.h"
#include "daemon/document/zip.h"
#include "tests/support/docx_text.h"

using namespace tallyd;
using test::document_xml;

namespace {

Consultation a_consultation() {
  Consultation consultation;
  consultation.circular = "TSB Circular 53";
  consultation.study_group = 17;
  consultation.deadline = *parse_rfc3339("2018-03-08T23:59:00Z");
  consultation.drafts = {{"X.1214", "X.samtn", "", ""}, {"X.1331", "", "", ""}};
  return consultation;
}

std::size_t count(const std::string& text, const std::string& wanted) {
  std::size_t found = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++found;
  return found;
}

std::string made(const Administration* administration, const std::string& language) {
  const auto templates = load_templates("").templates;
  const auto form = form_document(form_text(a_consultation(), administration, templates, language));
  REQUIRE(form);
  return *form;
}

}  // namespace

TEST_CASE("a blank form has four check boxes for each draft in every language, all of them empty") {
  int forms = 0;
  for (const char* language : {"ar", "en", "es", "fr", "ru", "zh"}) {
    CAPTURE(language);
    const std::string xml = document_xml(made(nullptr, language));
    CHECK(count(xml, "<w14:checkbox>") == 8);
    CHECK(count(xml, "<w14:checked w14:val=\"0\"/>") == 8);
    CHECK(xml.find("X.1214 (ex X.samtn)") != xml.npos);
    CHECK(xml.find('{') == xml.npos);
    CHECK((count(xml, "<w:bidi/>") > 0) == (std::string(language) == "ar"));
    ++forms;
  }
  CHECK(forms == 6);
}

TEST_CASE("a blank form names its administration, as text and in an identifier") {
  const Administration kenya = {"KEN", "en", {}, {}, {{"en", "Kenya <&>"}}, {}};
  const std::string xml = document_xml(made(&kenya, "en"));
  CHECK(xml.find("Administration of Kenya &lt;&amp;&gt;") != xml.npos);
  CHECK(find_form_identifier(xml) == FormIdentifier{"53", "KEN"});
  CHECK(made(&kenya, "en") == made(&kenya, "en"));
}

TEST_CASE("an identifier that was misread is none") {
  const std::string right = form_identifier("TSB Circular 53", "KEN");
  CHECK(find_form_identifier("scan: " + right + "\n") == FormIdentifier{"53", "KEN"});
  CHECK(find_form_identifier(form_identifier("53", "")) == FormIdentifier{"53", ""});
  int misread = 0;
  for (std::size_t i = 7; i < right.size(); ++i) {
    std::string wrong = right;
    if (wrong[i] == ' ') continue;
    wrong[i] = wrong[i] == '8' ? '3' : '8';
    CAPTURE(wrong);
    CHECK_FALSE(find_form_identifier(wrong));
    ++misread;
  }
  CHECK(misread == 9);
}

TEST_CASE("a QR code is a PNG, and a text that is too long is refused") {
  CHECK(qr_code_png("TALLYD 53 KEN 0000")->substr(1, 3) == "PNG");
  CHECK_FALSE(qr_code_png(std::string(5000, 'x')));
}

TEST_CASE("a form in PDF has two boxes and two circles for each draft in every language") {
  const auto templates = load_templates("").templates;
  int forms = 0;
  for (const char* language : {"ar", "en", "es", "fr", "ru", "zh"}) {
    CAPTURE(language);
    const FormText text = form_text(a_consultation(), nullptr, templates, language);
    const auto form = form_pdf(text);
    REQUIRE(form);
    CHECK(count(*form, "/CA (8)") == 4);
    CHECK(count(*form, "/CA (l)") == 4);
    CHECK(count(*form, "/FT /Tx") == 3);
    CHECK(form_pdf(text).value() == *form);
    ++forms;
  }
  CHECK(forms == 6);
}

TEST_CASE("a form whose letters no font has is an error that says so") {
  const auto templates = load_templates("").templates;
  FormText text = form_text(a_consultation(), nullptr, templates, "en");
  text.opening = "\U000F0000";  // private use
  const auto form = form_pdf(text);
  REQUIRE_FALSE(form);
  CHECK(form.error().message.find("fonts-noto") != std::string::npos);
}
