// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/form_document.h"

#include "daemon/document/docx.h"
#include "daemon/document/qr_code.h"

namespace tallyd {
namespace {

/// The two rows of a question: what assigns, with its two options; what does not.
void add_rows(std::vector<std::vector<ooxml::TableCell>>& rows, const FormQuestion& question) {
  using Span = ooxml::TableCell::Span;
  int id = static_cast<int>(rows.size()) * 10;
  const auto paragraph_of = [&](const FormOption& option) {
    return ooxml::paragraph(ooxml::box({option.name, option.is_circle}, ++id) +
                            ooxml::run("\u00a0" + option.text));
  };
  std::string assigns;
  for (const FormOption& option : question.assigns) assigns += paragraph_of(option);
  // Both rows on one page: the second one alone would not say what it is about.
  rows.push_back({{ooxml::with_next(ooxml::paragraph(ooxml::run(question.draft))), Span::begins},
                  {ooxml::with_next(assigns)}});
  rows.push_back({{"", Span::goes_on}, {paragraph_of(question.refuses)}});
}

std::string addresses_table(const FormText& form) {
  const auto bold = [](const std::string& text) {
    return ooxml::paragraph(ooxml::run(text, ooxml::Weight::bold));
  };
  const auto plain = [](const std::string& text) { return ooxml::paragraph(ooxml::run(text)); };
  return ooxml::table(
      {{{bold(form.to)}, {plain(form.director)}, {bold(form.from)}, {plain(form.writer)}},
       {{bold(form.email)}, {plain(form.return_to)}, {bold(form.date)}, {plain(form.place)}}},
      {{1300, 3550, 1300, 3550}, ooxml::Head::none, ooxml::Border::lines});
}

}  // namespace

Result<std::string> form_document(const FormText& form) {
  TALLYD_TRY_ASSIGN(const std::string code_image, qr_code_png(form.identifier));
  Docx document(form.language);
  document.add(ooxml::paragraph(ooxml::run(form.subject, ooxml::Weight::bold)));
  document.add(addresses_table(form));
  document.add(ooxml::paragraph(ooxml::run(form.opening)));
  std::vector<std::vector<ooxml::TableCell>> rows = {
      {{""}, {ooxml::paragraph(ooxml::run(form.select, ooxml::Weight::bold))}}};
  for (const FormQuestion& question : form.questions) add_rows(rows, question);
  document.add(ooxml::table(rows, {{2700, 7000}, ooxml::Head::first_row, ooxml::Border::lines}));
  document.add(ooxml::paragraph(ooxml::run(form.signature)));
  document.add(ooxml::paragraph(ooxml::run(form.administration, ooxml::Weight::bold)));
  document.add(ooxml::paragraph(document.image(code_image, 22, form.identifier) +
                                ooxml::run(" " + form.identifier)));
  return document.bytes(form.subject);
}

}  // namespace tallyd
