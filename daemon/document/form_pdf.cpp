// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/form_pdf.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "daemon/document/paper.h"
#include "daemon/document/pdf_fields.h"
#include "daemon/document/qr_code.h"

namespace tallyd {
namespace {

constexpr double kMargin = 45;
constexpr double kRight = Paper::kWidth - kMargin;
constexpr double kPadding = 5;   ///< within cells
constexpr double kBox = 11;      ///< side of a box
constexpr double kIndent = 19;   ///< of the words beside a box
constexpr double kField = 17;    ///< height of a field for text
constexpr double kColumn = 145;  ///< width of the column of drafts
constexpr double kLabel = 55;    ///< width of "From:"
constexpr double kCode = 62;     ///< side of the QR code: 22 mm

/// A period is not allowed in the name of a field (ISO 32000-1, 12.7.3.2).
std::string field_name(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

struct Area {
  double x, y, width, height;
};

/// Without the circle that points at the options: it is U+20DD, a combining sign, and no font
/// combines it well with nothing.
std::string without_circle(std::string text) {
  for (const std::string_view sign : {" \u20dd", "\u20dd"}) {
    const auto at = text.find(sign);
    if (at != text.npos) text.erase(at, sign.size());
  }
  return text;
}

/// An option with its words laid out.
struct Laid {
  const FormOption* option;
  LaidOut words;
  double height() const { return std::max(kBox, Paper::height_of(words)) + kPadding; }
};

/// Draws the form from top to bottom, and remembers where its fields are.
class FormPages {
 public:
  explicit FormPages(const FormText& form) : form_(form), paper_(form.language) {}

  Result<std::string> draw(const std::string& code_png) {
    paragraph(form_.subject, Paper::Weight::bold);
    addresses();
    paragraph(form_.opening);
    table_head();
    for (const FormQuestion& question : form_.questions) draw(question);
    y_ += 2 * kPadding;
    ending(code_png);
    TALLYD_TRY_ASSIGN(const std::string pages, paper_.pdf());
    const std::string bytes = with_fields(pages, fields_, {form_.subject, form_.language});
    if (bytes.empty()) return permanent("the fields of the form could not be written");
    return bytes;
  }

 private:
  void paragraph(const std::string& words, Paper::Weight weight = Paper::Weight::normal) {
    const LaidOut text = paper_.text(words, kRight - kMargin, weight);
    keep_together(Paper::height_of(text));
    paper_.put(text, kMargin, y_);
    y_ += Paper::height_of(text) + 2 * kPadding;
  }

  void keep_together(double height) {
    if (y_ + height <= Paper::kHeight - kMargin || y_ <= kMargin) return;
    paper_.new_page();
    ++page_;
    y_ = kMargin;
  }

  /// A horizontal line over the columns, and vertical ones down to y.
  void frame(std::vector<double> columns, double down_to) {
    paper_.line(columns.front(), y_, columns.back(), y_);
    paper_.line(columns.front(), down_to, columns.back(), down_to);
    for (const double x : columns) paper_.line(x, y_, x, down_to);
  }

  void field(PdfField::Kind kind, const std::string& name, const std::string& description,
             const Area& at) {
    PdfField made;
    made.kind = kind;
    made.name = field_name(name);
    made.description = description;
    made.page = page_;
    made.x = paper_.from_left(at.x, at.width);
    made.y = at.y, made.width = at.width, made.height = at.height;
    // "X.1214.no_comments" and "X.1214.comments" exclude one another.
    if (kind == PdfField::Kind::radio_button) {
      made.group = field_name(name.substr(0, name.rfind('.'))) + "_options";
    }
    fields_.push_back(std::move(made));
  }

  struct Entry {
    std::string label, words, field;
  };

  void addresses() {
    address_row({form_.to, form_.director, ""}, {form_.from, form_.writer, "writer"});
    address_row({form_.email, form_.return_to, ""}, {form_.date, form_.place, "date"});
    y_ += 2 * kPadding;
  }

  void address_row(const Entry& left, const Entry& right) {
    const double middle = (kMargin + kRight) / 2;
    const double width = middle - kMargin - kLabel - 2 * kPadding;
    double height = 0;
    for (const Entry* entry : {&left, &right}) {
      height = std::max(height, Paper::height_of(paper_.text(entry->words, width)) +
                                    (entry->field.empty() ? 0 : kField + kPadding));
    }
    double x = kMargin;
    for (const Entry* entry : {&left, &right}) {
      const auto label = paper_.text(entry->label, kLabel - kPadding, Paper::Weight::bold);
      const auto words = paper_.text(entry->words, width);
      paper_.put(label, x + kPadding, y_ + kPadding);
      paper_.put(words, x + kLabel + kPadding, y_ + kPadding);
      if (!entry->field.empty()) {
        field(PdfField::Kind::text, entry->field, entry->label + " " + entry->words,
              {x + kLabel + kPadding, y_ + kPadding + Paper::height_of(words) + 2, width, kField});
      }
      x = middle;
    }
    frame({kMargin, kMargin + kLabel, middle, middle + kLabel, kRight}, y_ + height + 2 * kPadding);
    y_ += height + 2 * kPadding;
  }

  void table_head() {
    const double width = kRight - kMargin - kColumn - 2 * kPadding;
    const auto words = paper_.text(form_.select, width, Paper::Weight::bold);
    const double bottom = y_ + Paper::height_of(words) + 2 * kPadding;
    paper_.put(words, kMargin + kColumn + kPadding, y_ + kPadding);
    frame({kMargin, kMargin + kColumn, kRight}, bottom);
    y_ = bottom;
  }

  Laid lay(const FormOption& option) {
    const double width = kRight - kMargin - kColumn - 2 * kPadding - kIndent;
    return {&option, paper_.text(without_circle(option.text), width)};
  }

  void draw(const FormQuestion& question) {
    const auto name = paper_.text(question.draft, kColumn - 2 * kPadding);
    std::vector<Laid> assigns;
    double upper = kPadding;
    for (const FormOption& option : question.assigns) {
      assigns.push_back(lay(option));
      upper += assigns.back().height();
    }
    const Laid refuses = lay(question.refuses);
    const double lower =
        std::max(refuses.height() + kPadding, Paper::height_of(name) + 2 * kPadding - upper);
    keep_together(upper + lower);
    paper_.put(name, kMargin + kPadding, y_ + kPadding);
    frame({kMargin, kMargin + kColumn, kRight}, y_ + upper + lower);
    paper_.line(kMargin + kColumn, y_ + upper, kRight, y_ + upper);
    double y = y_ + kPadding;
    for (const Laid& laid : assigns) y = draw(laid, y, question.draft);
    draw(refuses, y_ + upper + kPadding, question.draft);
    y_ += upper + lower;
  }

  /// Returns where the next one begins.
  double draw(const Laid& laid, double y, const std::string& draft) {
    const double x = kMargin + kColumn + kPadding;
    const auto kind =
        laid.option->is_circle ? PdfField::Kind::radio_button : PdfField::Kind::check_box;
    field(kind, laid.option->name, draft + ": " + laid.option->text, {x, y + 0.5, kBox, kBox});
    paper_.put(laid.words, x + kIndent, y);
    return y + laid.height();
  }

  void ending(const std::string& code_png) {
    const auto name = paper_.text(form_.signature, 250);
    const auto administration =
        paper_.text(form_.administration, kRight - kMargin, Paper::Weight::bold);
    const double words = Paper::height_of(name) + Paper::height_of(administration) + 4 * kPadding;
    keep_together(words + kField + kCode);
    paper_.put(name, kMargin, y_);
    y_ += Paper::height_of(name) + 2;
    field(PdfField::Kind::text, "signature", form_.signature, {kMargin, y_, 250, kField});
    paper_.line(kMargin, y_ + kField, kMargin + 250, y_ + kField);
    y_ += kField + kPadding;
    paper_.put(administration, kMargin, y_);
    y_ += Paper::height_of(administration) + kPadding;
    paper_.image(code_png, kMargin, y_, kCode);
    paper_.put(paper_.text(form_.identifier, 250), kMargin + kCode + kPadding, y_ + kCode / 2 - 6);
  }

  const FormText& form_;
  Paper paper_;
  std::vector<PdfField> fields_;
  std::size_t page_ = 0;
  double y_ = kMargin;
};

}  // namespace

Result<std::string> form_pdf(const FormText& form) {
  TALLYD_TRY_ASSIGN(const std::string code, qr_code_png(form.identifier));
  return FormPages(form).draw(code);
}

}  // namespace tallyd
