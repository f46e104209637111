// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/pdf_fields.h"

#include <cmath>
#include <exception>
#include <string>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "parsers/documents/page_picture.h"

namespace tallyd {
namespace {

constexpr double kPixels = kWorkingDpi / 72.0;
constexpr int kPageOfPixels = 800;  ///< each way: a page at 100 dpi
constexpr std::size_t kMostPages = 200;

Area to_pixels(const QPDFObjectHandle::Rectangle& r, const QPDFObjectHandle::Rectangle& page) {
  const auto round = [](double points) { return static_cast<int>(std::lround(points * kPixels)); };
  return {round(r.llx - page.llx), round(page.ury - r.ury), round(r.urx - r.llx),
          round(r.ury - r.lly)};
}

bool is_on(QPDFObjectHandle name) { return name.isName() && name.getName() != "/Off"; }

DrawnBox box_of(QPDFFormFieldObjectHelper& field, QPDFAnnotationObjectHelper& widget) {
  DrawnBox box;
  box.origin = Checkbox::Origin::acroform;
  box.round = field.isRadioButton();
  QPDFObjectHandle shown = widget.getObjectHandle().getKey("/AS");
  QPDFObjectHandle value = field.getValue();
  const bool on = is_on(shown);
  const bool same = field.isRadioButton()
                        ? on == (shown.isName() && value.isName() && is_on(value) &&
                                 shown.getName() == value.getName())
                        : on == is_on(value);
  if (!same) return box;
  box.state = on ? Checkbox::State::checked : Checkbox::State::empty;
  return box;
}

std::vector<DrawnBox> boxes_on(QPDFAcroFormDocumentHelper& form, QPDFPageObjectHelper& page) {
  std::vector<DrawnBox> boxes;
  if (!form.hasAcroForm()) return boxes;
  QPDFObjectHandle turned = page.getAttribute("/Rotate", false);
  if (turned.isInteger() && turned.getIntValue() % 360 != 0) return boxes;
  const QPDFObjectHandle::Rectangle shown = page.getCropBox().getArrayAsRectangle();
  for (QPDFAnnotationObjectHelper& widget : form.getWidgetAnnotationsForPage(page)) {
    QPDFFormFieldObjectHelper field = form.getFieldForAnnotation(widget);
    constexpr int kHidden = 2;  // ISO 32000-1, table 165
    if ((widget.getFlags() & kHidden) != 0) continue;
    if (!field.isCheckbox() && !field.isRadioButton()) continue;
    DrawnBox box = box_of(field, widget);
    box.area = to_pixels(widget.getRect(), shown);
    boxes.push_back(box);
  }
  return boxes;
}

bool has_page_of_pixels(QPDFPageObjectHelper& page) {
  bool found = false;
  page.forEachImage(true, [&](QPDFObjectHandle& image, QPDFObjectHandle&, const std::string&) {
    QPDFObjectHandle dictionary = image.getDict();
    QPDFObjectHandle width = dictionary.getKey("/Width");
    QPDFObjectHandle height = dictionary.getKey("/Height");
    found =
        found || (width.isInteger() && height.isInteger() && width.getIntValue() >= kPageOfPixels &&
                  height.getIntValue() >= kPageOfPixels);
  });
  return found;
}

PdfFacts look(std::string_view bytes) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("message", bytes.data(), bytes.size());
  PdfFacts facts;
  QPDFAcroFormDocumentHelper form(pdf);
  QPDFObjectHandle fields = pdf.getRoot().getKey("/AcroForm");
  facts.has_xfa = fields.isDictionary() && fields.hasKey("/XFA");
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    if (facts.pages.size() >= kMostPages) break;
    facts.pages.push_back({boxes_on(form, page), has_page_of_pixels(page)});
  }
  return facts;
}

}  // namespace

PdfFacts look_into_pdf(std::string_view bytes) {
  try {
    return look(bytes);
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace tallyd
