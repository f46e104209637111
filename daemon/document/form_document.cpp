// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/form_document.h"

#include "config/form_identifier.h"
#include "daemon/compose/names.h"
#include "daemon/document/docx.h"
#include "daemon/document/qr_code.h"

namespace tallyd {
namespace {

/// The texts of config/templates/LANGUAGE/form.txt with their values filled in.
class FormTexts {
 public:
  FormTexts(const Wording& words, Values values) : words_(words), values_(std::move(values)) {}
  std::string operator()(const char* key) const {
    return fill(word(words_, std::string("form.") + key), values_);
  }
  void set(const char* name, const std::string& value) { values_[name] = value; }

 private:
  const Wording& words_;
  Values values_;
};

std::string title_of(const Draft& draft) {
  return draft.designation + (draft.provisional.empty() ? "" : " (ex " + draft.provisional + ")");
}

std::string all_drafts(const Consultation& consultation) {
  std::string all;
  for (const Draft& draft : consultation.drafts) all += (all.empty() ? "" : ", ") + title_of(draft);
  return all;
}

/// The two rows of a draft: what assigns, with its two options; what does not.
void add_rows(std::vector<std::vector<ooxml::Cell>>& rows, const Draft& draft, FormTexts& texts,
              Rule rule) {
  using Span = ooxml::Cell::Span;
  const bool tap = rule == Rule::tap;
  int id = static_cast<int>(rows.size()) * 10;
  const auto option = [&](const char* what, bool is_option, const char* key) {
    return ooxml::paragraph(ooxml::box({draft.designation + "." + what, is_option}, ++id) +
                            ooxml::run("\u00a0" + texts(key)));
  };
  texts.set("draft", title_of(draft));
  const std::string name = ooxml::paragraph(ooxml::run(texts(tap ? "draft" : "question")));
  const std::string assigns = option("assigned", false, tap ? "assigns" : "approves") +
                              option("no_comments", true, "no_comments") +
                              option("comments", true, "comments");
  const std::string refuses =
      option("not_assigned", false, tap ? "does_not_assign" : "does_not_approve");
  rows.push_back({{name, Span::begins}, {assigns, Span::own}});
  rows.push_back({{"", Span::goes_on}, {refuses, Span::own}});
}

std::string addresses_table(const FormTexts& texts) {
  const auto bold = [](const std::string& text) {
    return ooxml::paragraph(ooxml::run(text, ooxml::Weight::bold));
  };
  return ooxml::table({{{bold(texts("to"))},
                        {ooxml::paragraph(ooxml::run(texts("director")))},
                        {bold(texts("from"))},
                        {ooxml::paragraph(ooxml::run(texts("writer")))}},
                       {{bold(texts("email"))},
                        {ooxml::paragraph(ooxml::run(texts("return_to")))},
                        {bold(texts("date"))},
                        {ooxml::paragraph(ooxml::run(texts("place")))}}},
                      {{1000, 3850, 1000, 3850}, ooxml::Head::none, ooxml::Border::lines});
}

}  // namespace

Result<std::string> form_document(const Consultation& consultation,
                                  const Administration* administration, const Templates& templates,
                                  const std::string& language) {
  const std::string code = administration == nullptr ? "" : administration->code;
  const std::string identifier = form_identifier(consultation.circular, code);
  FormTexts texts(
      wording(templates, language),
      {{"circular", consultation.circular},
       {"study_group", std::to_string(consultation.study_group)},
       {"drafts", all_drafts(consultation)},
       {"deadline", long_date(consultation.deadline, language)},
       {"administration",
        administration == nullptr ? "___________" : name_of(*administration, language)}});
  TALLYD_TRY_ASSIGN(const std::string code_image, qr_code_png(identifier));
  Docx document(language);
  document.add(ooxml::paragraph(ooxml::run(texts("subject"), ooxml::Weight::bold)));
  document.add(addresses_table(texts));
  document.add(ooxml::paragraph(ooxml::run(texts("opening"))));
  std::vector<std::vector<ooxml::Cell>> rows = {
      {{""}, {ooxml::paragraph(ooxml::run(texts("select"), ooxml::Weight::bold))}}};
  for (const Draft& draft : consultation.drafts) {
    add_rows(rows, draft, texts, consultation.rule);
  }
  document.add(ooxml::table(rows, {{2700, 7000}, ooxml::Head::first_row, ooxml::Border::lines}));
  document.add(ooxml::paragraph(ooxml::run(texts("signature"))));
  document.add(ooxml::paragraph(ooxml::run(texts("administration"), ooxml::Weight::bold)));
  document.add(
      ooxml::paragraph(document.image(code_image, 22, identifier) + ooxml::run(" " + identifier)));
  return document.bytes(texts("subject"));
}

}  // namespace tallyd
