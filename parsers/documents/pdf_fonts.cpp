// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/pdf_fonts.h"

#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string_view>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace tallyd {
namespace {

constexpr std::size_t kMostObjects = 20'000;

/// Files of fonts-urw-base35 (Debian 12), which look like the standard fonts, by name.
const std::map<std::string, std::string>& standard_fonts() {
  static const std::map<std::string, std::string> kFonts = [] {
    constexpr std::array<const char*, 14> kNames{"NimbusSans-Regular",   "NimbusSans-Bold",
                                                 "NimbusSans-Italic",    "NimbusSans-BoldItalic",
                                                 "NimbusRoman-Regular",  "NimbusRoman-Bold",
                                                 "NimbusRoman-Italic",   "NimbusRoman-BoldItalic",
                                                 "NimbusMonoPS-Regular", "NimbusMonoPS-Bold",
                                                 "NimbusMonoPS-Italic",  "NimbusMonoPS-BoldItalic",
                                                 "StandardSymbolsPS",    "D050000L"};
    std::map<std::string, std::string> fonts;
    for (const char* name : kNames) {
      std::ifstream file(std::string("/usr/share/fonts/type1/urw-base35/") + name + ".t1",
                         std::ios::binary);
      std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      if (!bytes.empty()) fonts.emplace(name, std::move(bytes));
    }
    return fonts;
  }();
  return kFonts;
}

/// "/ABCDEF+Arial,BoldMT": "arialboldmt".
std::string plain_name(const std::string& base_font) {
  const std::size_t plus = base_font.find('+');
  std::string name;
  for (const char c : base_font.substr(plus == std::string::npos ? 1 : plus + 1)) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) != 0) name += static_cast<char>(std::tolower(letter));
  }
  return name;
}

/// The standard font that stands for it; empty: none does, for its signs are its own.
std::string stand_in(const std::string& base_font) {
  const std::string name = plain_name(base_font);
  const auto holds = [&name](const char* part) { return name.find(part) != std::string::npos; };
  if (holds("zapfdingbats")) return "D050000L";
  if (holds("dings") || holds("webding")) return {};
  if (name.rfind("symbol", 0) == 0) return "StandardSymbolsPS";
  if (holds("symbol")) return {};
  const bool bold = holds("bold") || holds("black") || holds("heavy") || holds("demi");
  const bool italic = holds("ital") || holds("obli");
  const std::string style = bold && italic ? "BoldItalic"
                            : bold         ? "Bold"
                            : italic       ? "Italic"
                                           : "Regular";
  if (holds("cour") || holds("mono") || holds("consol")) return "NimbusMonoPS-" + style;
  const bool serifs = holds("times") || holds("roman") || holds("georgia") || holds("cambria") ||
                      holds("garamond") || (holds("serif") && !holds("sans"));
  return (serifs ? "NimbusRoman-" : "NimbusSans-") + style;
}

bool is_of_type(QPDFObjectHandle& object, std::string_view type) {
  return object.isName() && object.getName() == type;
}

/// A font of one byte a character that is not in the file.
bool lacks_file(QPDFObjectHandle& font) {
  if (!font.isDictionary() || !font.getKey("/BaseFont").isName()) return false;
  QPDFObjectHandle kind = font.getKey("/Subtype");
  if (!is_of_type(kind, "/Type1") && !is_of_type(kind, "/TrueType")) return false;
  QPDFObjectHandle descriptor = font.getKey("/FontDescriptor");
  if (!descriptor.isDictionary()) return true;
  return !descriptor.hasKey("/FontFile") && !descriptor.hasKey("/FontFile2") &&
         !descriptor.hasKey("/FontFile3");
}

class FontGiver {
 public:
  explicit FontGiver(QPDF& pdf) : pdf_(pdf) {}

  bool gave() const { return gave_; }

  /// An object that may be a font, or hold some among its resources.
  void look_at(QPDFObjectHandle object) {
    if (object.isStream()) object = object.getDict();
    if (!object.isDictionary()) return;
    give(object);
    give_all(object.getKey("/Font"));
    for (const char* const holder : {"/Resources", "/DR"}) {
      QPDFObjectHandle resources = object.getKey(holder);
      if (resources.isDictionary()) give_all(resources.getKey("/Font"));
    }
  }

 private:
  void give_all(QPDFObjectHandle fonts) {
    if (!fonts.isDictionary()) return;
    for (const std::string& key : fonts.getKeys()) {
      QPDFObjectHandle font = fonts.getKey(key);
      give(font);
    }
  }

  void give(QPDFObjectHandle& font) {
    if (!lacks_file(font)) return;
    const std::string base_font = font.getKey("/BaseFont").getName();
    const std::string name = stand_in(base_font);
    const auto known = standard_fonts().find(name);
    if (known == standard_fonts().end()) return;
    if (!font.getKey("/FontDescriptor").isDictionary()) {
      const bool signs = name == "D050000L" || name == "StandardSymbolsPS";
      QPDFObjectHandle descriptor = QPDFObjectHandle::parse(
          std::string("<< /Type /FontDescriptor /FontBBox [-200 -300 1200 1100] /ItalicAngle 0 "
                      "/Ascent 730 /Descent -270 /CapHeight 730 /StemV 80 /Flags ") +
          (signs ? "4 >>" : "32 >>"));
      descriptor.replaceKey("/FontName", font.getKey("/BaseFont"));
      font.replaceKey("/FontDescriptor", descriptor);
    }
    font.getKey("/FontDescriptor").replaceKey("/FontFile", file_of(known->first, known->second));
    gave_ = true;
  }

  QPDFObjectHandle file_of(const std::string& name, const std::string& bytes) {
    const auto found = files_.find(name);
    if (found != files_.end()) return found->second;
    return files_.emplace(name, QPDFObjectHandle::newStream(&pdf_, bytes)).first->second;
  }

  QPDF& pdf_;
  std::map<std::string, QPDFObjectHandle> files_;
  bool gave_ = false;
};

/// Where the appearances of fields are to be drawn anew (ISO 32000-1, 12.7.2), poppler (22.12)
/// takes the marks of check boxes from a font of this name, and draws none where the form has no
/// such.
void name_dingbats(QPDF& pdf) {
  QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) return;
  QPDFObjectHandle anew = form.getKey("/NeedAppearances");
  if (!anew.isBool() || !anew.getBoolValue()) return;
  if (!form.getKey("/DR").isDictionary()) form.replaceKey("/DR", QPDFObjectHandle::newDictionary());
  QPDFObjectHandle resources = form.getKey("/DR");
  if (!resources.getKey("/Font").isDictionary()) {
    resources.replaceKey("/Font", QPDFObjectHandle::newDictionary());
  }
  QPDFObjectHandle fonts = resources.getKey("/Font");
  if (fonts.getKey("/ZaDb").isDictionary()) return;
  constexpr const char* kDingbats = "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>";
  fonts.replaceKey("/ZaDb", pdf.makeIndirectObject(QPDFObjectHandle::parse(kDingbats)));
}

}  // namespace

void load_standard_fonts() { standard_fonts(); }

std::string with_standard_fonts(QPDF& pdf) {
  if (standard_fonts().empty() || pdf.getObjectCount() > kMostObjects) return {};
  name_dingbats(pdf);
  FontGiver giver(pdf);
  for (QPDFObjectHandle& object : pdf.getAllObjects()) giver.look_at(object);
  if (!giver.gave()) return {};
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStaticID(true);
  writer.setPreserveEncryption(false);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace tallyd
