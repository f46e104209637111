// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/form_text.h"

#include "config/form_identifier.h"
#include "daemon/compose/names.h"

namespace tallyd {
namespace {

/// The texts of config/templates/LANGUAGE/form.txt with their values filled in.
class Filled {
 public:
  Filled(const Wording& words, Values values) : words_(words), values_(std::move(values)) {}
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

FormQuestion question_on(const Draft& draft, Rule rule, Filled& texts) {
  const bool tap = rule == Rule::tap;
  texts.set("draft", title_of(draft));
  const std::string& name = draft.designation;
  return {texts(tap ? "draft" : "question"),
          {{name + ".assigned", false, texts(tap ? "assigns" : "approves")},
           {name + ".no_comments", true, texts("no_comments")},
           {name + ".comments", true, texts("comments")}},
          {name + ".not_assigned", false, texts(tap ? "does_not_assign" : "does_not_approve")}};
}

}  // namespace

FormText form_text(const Consultation& consultation, const Administration* administration,
                   const Templates& templates, const std::string& language) {
  const bool anybody = administration == nullptr;
  const Wording& words = wording(templates, language);
  Filled texts(words,
               {{"circular", circular_name(consultation.circular, words)},
                {"study_group", std::to_string(consultation.study_group)},
                {"drafts", all_drafts(consultation)},
                {"deadline", long_date(consultation.deadline, language)},
                {"administration", anybody ? "___________" : name_of(*administration, language)}});
  FormText form;
  form.language = language;
  form.subject = texts("subject");
  form.to = texts("to"), form.director = texts("director");
  form.from = texts("from"), form.writer = texts("writer");
  form.email = texts("email"), form.return_to = texts("return_to");
  form.date = texts("date"), form.place = texts("place");
  form.opening = texts("opening");
  form.select = texts("select");
  for (const Draft& draft : consultation.drafts) {
    form.questions.push_back(question_on(draft, consultation.rule, texts));
  }
  form.signature = texts("signature");
  form.administration = texts("administration");
  form.identifier =
      form_identifier(consultation.circular, anybody ? std::string() : administration->code);
  return form;
}

}  // namespace tallyd
