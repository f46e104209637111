// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/pdf_fields.h"

#include <cstdio>
#include <exception>
#include <map>
#include <memory>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace tallyd {
namespace {

std::string number(double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.2f", value);
  return digits;
}

/// A circle of four curves (Bézier, 0.5523 of the radius).
std::string circle(double centre, double radius) {
  const double pull = radius * 0.5523;
  const auto at = [&](double x, double y) {
    return number(centre + x) + " " + number(centre + y) + " ";
  };
  return at(radius, 0) + "m " + at(radius, pull) + at(pull, radius) + at(0, radius) + "c " +
         at(-pull, radius) + at(-radius, pull) + at(-radius, 0) + "c " + at(-radius, -pull) +
         at(-pull, -radius) + at(0, -radius) + "c " + at(pull, -radius) + at(radius, -pull) +
         at(radius, 0) + "c ";
}

/// What a button looks like (12.5.5): an outline, and in it a cross or a dot.
std::string looks(const PdfField& field, bool on) {
  const double side = field.width;
  if (field.kind == PdfField::Kind::radio_button) {
    return "0.8 w 0 G 1 g " + circle(side / 2, side / 2 - 0.5) + "B" +
           (on ? " 0 g " + circle(side / 2, side / 4) + "f" : "");
  }
  std::string drawn =
      "0.8 w 0 G 1 g 0.5 0.5 " + number(side - 1) + " " + number(side - 1) + " re B";
  if (!on) return drawn;
  const std::string near = number(side * 0.22);
  const std::string far = number(side * 0.78);
  return drawn + " 1.3 w " + near + " " + near + " m " + far + " " + far + " l " + near + " " +
         far + " m " + far + " " + near + " l S";
}

class FieldWriter {
 public:
  FieldWriter(QPDF& pdf, const std::vector<QPDFPageObjectHelper>& pages)
      : pdf_(pdf), pages_(pages), fields_(QPDFObjectHandle::newArray()) {}

  void add(const PdfField& field) {
    QPDFPageObjectHelper page = pages_.at(field.page);
    QPDFObjectHandle widget = pdf_.makeIndirectObject(widget_of(field, page));
    switch (field.kind) {
      case PdfField::Kind::check_box:
        be_field(widget, field.name, "/Btn");
        widget.replaceKey("/V", QPDFObjectHandle::newName("/Off"));
        break;
      case PdfField::Kind::radio_button:
        join_group(widget, field);
        break;
      case PdfField::Kind::text:
        be_field(widget, field.name, "/Tx");
        widget.replaceKey("/DA", QPDFObjectHandle::newString("/Helv 10 Tf 0 g"));
        break;
    }
    if (!page.getObjectHandle().hasKey("/Annots")) {
      page.getObjectHandle().replaceKey("/Annots", QPDFObjectHandle::newArray());
    }
    page.getObjectHandle().getKey("/Annots").appendItem(widget);
  }

  QPDFObjectHandle form() const {
    QPDFObjectHandle form = QPDFObjectHandle::parse(
        "<< /DA (/Helv 10 Tf 0 g) /DR << /Font << /Helv << /Type /Font /Subtype /Type1 "
        "/BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>");
    form.replaceKey("/Fields", fields_);
    return form;
  }

 private:
  QPDFObjectHandle widget_of(const PdfField& field, QPDFPageObjectHelper& page) {
    const QPDFObjectHandle::Rectangle shown = page.getMediaBox().getArrayAsRectangle();
    QPDFObjectHandle widget = QPDFObjectHandle::parse("<< /Type /Annot /Subtype /Widget /F 4 >>");
    widget.replaceKey("/Rect", QPDFObjectHandle::newFromRectangle(
                                   {shown.llx + field.x, shown.ury - field.y - field.height,
                                    shown.llx + field.x + field.width, shown.ury - field.y}));
    widget.replaceKey("/P", page.getObjectHandle());
    widget.replaceKey("/TU", QPDFObjectHandle::newUnicodeString(field.description));
    if (field.kind == PdfField::Kind::text) return widget;
    const bool is_radio = field.kind == PdfField::Kind::radio_button;
    widget.replaceKey("/AS", QPDFObjectHandle::newName("/Off"));
    widget.replaceKey("/MK", QPDFObjectHandle::parse(is_radio ? "<< /CA (l) /BC [0] /BG [1] >>"
                                                              : "<< /CA (8) /BC [0] /BG [1] >>"));
    QPDFObjectHandle normal = QPDFObjectHandle::newDictionary();
    normal.replaceKey("/Off", appearance(field, looks(field, false)));
    normal.replaceKey(on_name(field), appearance(field, looks(field, true)));
    QPDFObjectHandle all = QPDFObjectHandle::newDictionary();
    all.replaceKey("/N", normal);
    widget.replaceKey("/AP", all);
    return widget;
  }

  /// The buttons of a group are told apart by the names of their states.
  static std::string on_name(const PdfField& field) {
    return field.kind == PdfField::Kind::radio_button ? "/" + field.name : "/Yes";
  }

  QPDFObjectHandle appearance(const PdfField& field, const std::string& drawn) {
    QPDFObjectHandle stream = QPDFObjectHandle::newStream(&pdf_, drawn);
    QPDFObjectHandle dictionary = stream.getDict();
    dictionary.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
    dictionary.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
    dictionary.replaceKey("/Resources", QPDFObjectHandle::newDictionary());
    dictionary.replaceKey("/BBox",
                          QPDFObjectHandle::newFromRectangle({0, 0, field.width, field.height}));
    return stream;
  }

  void be_field(QPDFObjectHandle object, const std::string& name, const char* type) {
    object.replaceKey("/FT", QPDFObjectHandle::newName(type));
    object.replaceKey("/T", QPDFObjectHandle::newUnicodeString(name));
    fields_.appendItem(object);
  }

  void join_group(QPDFObjectHandle widget, const PdfField& field) {
    const auto known = groups_.find(field.group);
    if (known == groups_.end()) {
      constexpr int kRadio = 1 << 15;  // table 226; without NoToggleToOff it can be cleared again
      QPDFObjectHandle group = pdf_.makeIndirectObject(QPDFObjectHandle::newDictionary());
      be_field(group, field.group, "/Btn");
      group.replaceKey("/Ff", QPDFObjectHandle::newInteger(kRadio));
      group.replaceKey("/V", QPDFObjectHandle::newName("/Off"));
      group.replaceKey("/Kids", QPDFObjectHandle::newArray());
      groups_.emplace(field.group, group);
    }
    QPDFObjectHandle group = groups_.at(field.group);
    widget.replaceKey("/Parent", group);
    group.getKey("/Kids").appendItem(widget);
  }

  QPDF& pdf_;
  const std::vector<QPDFPageObjectHelper>& pages_;
  QPDFObjectHandle fields_;
  std::map<std::string, QPDFObjectHandle> groups_;
};

void set_title(QPDF& pdf, const PdfTitle& title) {
  QPDFObjectHandle root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(title.language));
  root.replaceKey(
      "/ViewerPreferences",
      QPDFObjectHandle::parse(title.language == "ar" ? "<< /DisplayDocTitle true /Direction /R2L >>"
                                                     : "<< /DisplayDocTitle true >>"));
  QPDFObjectHandle information = QPDFObjectHandle::newDictionary();
  information.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title.title));
  information.replaceKey("/Producer", QPDFObjectHandle::newUnicodeString("tallyd"));
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(information));
}

std::string written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_disable);  // read by every program since 1996
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
}

}  // namespace

std::string with_fields(const std::string& pdf, const std::vector<PdfField>& fields,
                        const PdfTitle& title) {
  try {
    QPDF file;
    file.setSuppressWarnings(true);
    file.processMemoryFile("form", pdf.data(), pdf.size());
    const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(file).getAllPages();
    FieldWriter writer(file, pages);
    for (const PdfField& field : fields) writer.add(field);
    file.getRoot().replaceKey("/AcroForm", file.makeIndirectObject(writer.form()));
    set_title(file, title);
    return written(file);
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace tallyd
