// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/dividers.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tallyd {
namespace {

/// The words of mail programs, not of the form: they are the same whatever is asked.
constexpr std::array<std::string_view, 58> kDividerWords{"original message",
                                                         "original appointment",
                                                         "forwarded message",
                                                         "forwarded by",
                                                         "begin forwarded message",
                                                         "forwarded mail",
                                                         "reply message",
                                                         "original mail",
                                                         "message d'origine",
                                                         "message d’origine",
                                                         "message original",
                                                         "message transféré",
                                                         "message transmis",
                                                         "message réexpédié",
                                                         "début du message transféré",
                                                         "début du message réexpédié",
                                                         "mensaje original",
                                                         "mensaje reenviado",
                                                         "inicio del mensaje reenviado",
                                                         "mensagem original",
                                                         "mensagem encaminhada",
                                                         "mensagem reencaminhada",
                                                         "исходное сообщение",
                                                         "исходное письмо",
                                                         "пересылаемое сообщение",
                                                         "пересланное сообщение",
                                                         "пересылаемое письмо",
                                                         "перенаправленное сообщение",
                                                         "начало переадресованного сообщения",
                                                         "начало пересылаемого сообщения",
                                                         "оригинальное сообщение",
                                                         "الرسالة الأصلية",
                                                         "رسالة أصلية",
                                                         "رسالة معاد توجيهها",
                                                         "الرسالة المعاد توجيهها",
                                                         "رسالة مُعاد توجيهها",
                                                         "بداية الرسالة المعاد توجيهها",
                                                         "رسالة محوّلة",
                                                         "原始邮件",
                                                         "转发邮件",
                                                         "转发的邮件",
                                                         "转发邮件信息",
                                                         "回复的邮件",
                                                         "回复邮件",
                                                         "原邮件",
                                                         "開始轉寄郵件",
                                                         "下面是被转发的邮件",
                                                         "轉寄郵件",
                                                         "原始郵件",
                                                         "ursprüngliche nachricht",
                                                         "originalnachricht",
                                                         "weitergeleitete nachricht",
                                                         "anfang der weitergeleiteten nachricht",
                                                         "messaggio originale",
                                                         "messaggio inoltrato",
                                                         "oorspronkelijk bericht",
                                                         "doorgestuurd bericht",
                                                         "ursprungligt meddelande"};

/// Ends of "On … X wrote:".
constexpr std::array<std::string_view, 32> kWrote{
    "wrote",    "writes",     "has written", "a écrit",    "a ecrit", "écrit",    "escribió",
    "escribio", "escribía",   "ha escrito",  "escreveu",   "написал", "написала", "написал(а)",
    "написали", "пишет",      "писал",       "писал(а)",   "كتب",     "كتبت",     "كتب/ت",
    "写道",     "寫道",       "schrieb",     "ha scritto", "scrisse", "skrev",    "schreef",
    "napisał",  "napisał(a)", "yazdı",       "kirjoitti"};

/// Where the verb comes before the name: "Am 8.3.2018 um 10:00 schrieb X:".
struct VerbInside {
  std::string_view first, verb;
};
constexpr std::array<VerbInside, 14> kVerbInside{{{"am ", " schrieb "},
                                                  {"op ", " schreef "},
                                                  {"den ", " skrev "},
                                                  {"on ", " wrote "},
                                                  {"le ", " a écrit "},
                                                  {"el ", " escribió "},
                                                  {"il ", " ha scritto "},
                                                  {"em ", " escreveu "},
                                                  {"في ", "كتب"},
                                                  {"بتاريخ ", "كتب"},
                                                  {"w dniu ", " napisał"},
                                                  {"在", "写道"},
                                                  {"于", "写道"},
                                                  {"dne ", " napsal"}}};

/// How an attribution begins that is wrapped over several lines.
constexpr std::array<std::string_view, 34> kOpenings{
    "on ",     "le ",   "el ",     "em ",  "il ",  "am ",         "op ",      "den ",  "dne ",
    "w dniu ", "dnia ", "в ",      "at ",  "a ",   "à ",          "в письме", "пн, ",  "вт, ",
    "ср, ",    "чт, ",  "пт, ",    "сб, ", "вс, ", "понедельник", "вторник",  "среда", "четверг",
    "пятница", "في ",   "بتاريخ ", "يوم ", "在",   "于",          "date: "};

enum class Label { none, from, date, to, subject, further };

struct LabelWord {
  Label label;
  std::string_view word;
};
constexpr std::array kLabels{LabelWord{Label::from, "from"},
                             LabelWord{Label::from, "de"},
                             LabelWord{Label::from, "expéditeur"},
                             LabelWord{Label::from, "remitente"},
                             LabelWord{Label::from, "от"},
                             LabelWord{Label::from, "от кого"},
                             LabelWord{Label::from, "отправитель"},
                             LabelWord{Label::from, "من"},
                             LabelWord{Label::from, "المرسل"},
                             LabelWord{Label::from, "发件人"},
                             LabelWord{Label::from, "寄件者"},
                             LabelWord{Label::from, "寄件人"},
                             LabelWord{Label::from, "差出人"},
                             LabelWord{Label::from, "von"},
                             LabelWord{Label::from, "da"},
                             LabelWord{Label::from, "van"},
                             LabelWord{Label::from, "från"},
                             LabelWord{Label::from, "fra"},
                             LabelWord{Label::from, "od"},
                             LabelWord{Label::from, "mittente"},
                             LabelWord{Label::from, "kimden"},
                             LabelWord{Label::from, "lähettäjä"},
                             LabelWord{Label::date, "sent"},
                             LabelWord{Label::date, "date"},
                             LabelWord{Label::date, "date sent"},
                             LabelWord{Label::date, "envoyé"},
                             LabelWord{Label::date, "envoyé le"},
                             LabelWord{Label::date, "date d'envoi"},
                             LabelWord{Label::date, "enviado"},
                             LabelWord{Label::date, "enviado el"},
                             LabelWord{Label::date, "enviado em"},
                             LabelWord{Label::date, "enviada em"},
                             LabelWord{Label::date, "enviada"},
                             LabelWord{Label::date, "fecha"},
                             LabelWord{Label::date, "отправлено"},
                             LabelWord{Label::date, "дата"},
                             LabelWord{Label::date, "дата отправки"},
                             LabelWord{Label::date, "отправлен"},
                             LabelWord{Label::date, "تاريخ الإرسال"},
                             LabelWord{Label::date, "التاريخ"},
                             LabelWord{Label::date, "تاريخ"},
                             LabelWord{Label::date, "تم الإرسال"},
                             LabelWord{Label::date, "أرسلت"},
                             LabelWord{Label::date, "مرسل"},
                             LabelWord{Label::date, "发送时间"},
                             LabelWord{Label::date, "发送日期"},
                             LabelWord{Label::date, "日期"},
                             LabelWord{Label::date, "时间"},
                             LabelWord{Label::date, "寄件日期"},
                             LabelWord{Label::date, "傳送日期"},
                             LabelWord{Label::date, "gesendet"},
                             LabelWord{Label::date, "datum"},
                             LabelWord{Label::date, "data"},
                             LabelWord{Label::date, "inviato"},
                             LabelWord{Label::date, "verzonden"},
                             LabelWord{Label::date, "skickat"},
                             LabelWord{Label::date, "sendt"},
                             LabelWord{Label::date, "wysłano"},
                             LabelWord{Label::date, "odesláno"},
                             LabelWord{Label::date, "gönderildi"},
                             LabelWord{Label::date, "lähetetty"},
                             LabelWord{Label::to, "to"},
                             LabelWord{Label::to, "à"},
                             LabelWord{Label::to, "a"},
                             LabelWord{Label::to, "pour"},
                             LabelWord{Label::to, "para"},
                             LabelWord{Label::to, "destinataire"},
                             LabelWord{Label::to, "destinatario"},
                             LabelWord{Label::to, "кому"},
                             LabelWord{Label::to, "إلى"},
                             LabelWord{Label::to, "الى"},
                             LabelWord{Label::to, "收件人"},
                             LabelWord{Label::to, "收件者"},
                             LabelWord{Label::to, "宛先"},
                             LabelWord{Label::to, "an"},
                             LabelWord{Label::to, "till"},
                             LabelWord{Label::to, "til"},
                             LabelWord{Label::to, "aan"},
                             LabelWord{Label::to, "do"},
                             LabelWord{Label::to, "komu"},
                             LabelWord{Label::to, "kime"},
                             LabelWord{Label::subject, "subject"},
                             LabelWord{Label::subject, "objet"},
                             LabelWord{Label::subject, "sujet"},
                             LabelWord{Label::subject, "asunto"},
                             LabelWord{Label::subject, "тема"},
                             LabelWord{Label::subject, "الموضوع"},
                             LabelWord{Label::subject, "موضوع"},
                             LabelWord{Label::subject, "主题"},
                             LabelWord{Label::subject, "主旨"},
                             LabelWord{Label::subject, "件名"},
                             LabelWord{Label::subject, "betreff"},
                             LabelWord{Label::subject, "oggetto"},
                             LabelWord{Label::subject, "assunto"},
                             LabelWord{Label::subject, "onderwerp"},
                             LabelWord{Label::subject, "ämne"},
                             LabelWord{Label::subject, "emne"},
                             LabelWord{Label::subject, "temat"},
                             LabelWord{Label::subject, "předmět"},
                             LabelWord{Label::subject, "konu"},
                             LabelWord{Label::subject, "aihe"},
                             LabelWord{Label::further, "cc"},
                             LabelWord{Label::further, "bcc"},
                             LabelWord{Label::further, "cci"},
                             LabelWord{Label::further, "reply-to"},
                             LabelWord{Label::further, "importance"},
                             LabelWord{Label::further, "копия"},
                             LabelWord{Label::further, "نسخة"},
                             LabelWord{Label::further, "抄送"},
                             LabelWord{Label::further, "副本"},
                             LabelWord{Label::further, "kopie"},
                             LabelWord{Label::further, "kopia"},
                             LabelWord{Label::further, "kopi"},
                             LabelWord{Label::further, "copie à"},
                             LabelWord{Label::further, "attachments"}};

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 5> kInvisible{"\u00A0", "\u200E", "\u200F", "\u202B",
                                                       "\uFEFF"};
  for (std::size_t before = std::string_view::npos; before != text.size();) {
    before = text.size();
    while (!text.empty() && kBlanks.find(text.front()) != text.npos) text.remove_prefix(1);
    while (!text.empty() && kBlanks.find(text.back()) != text.npos) text.remove_suffix(1);
    for (const std::string_view each : kInvisible) {
      if (text.starts_with(each)) text.remove_prefix(each.size());
      if (text.ends_with(each)) text.remove_suffix(each.size());
    }
  }
  return text;
}

std::string_view without(std::string_view text, std::string_view characters) {
  text = trimmed(text);
  while (!text.empty() && characters.find(text.front()) != text.npos) text.remove_prefix(1);
  while (!text.empty() && characters.find(text.back()) != text.npos) text.remove_suffix(1);
  return trimmed(text);
}

/// Latin and Cyrillic letters in lower case; the lists above hold no capitals.
std::string lower(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte + 0x20);
    if (i + 1 >= out.size() || (byte != 0xC3 && byte != 0xD0)) continue;
    const auto next = static_cast<unsigned char>(out[i + 1]);
    if (byte == 0xC3 && next >= 0x80 && next <= 0x9E) out[i + 1] = static_cast<char>(next + 0x20);
    if (byte == 0xD0 && next >= 0x90 && next <= 0x9F) out[i + 1] = static_cast<char>(next + 0x20);
    if (byte == 0xD0 && next >= 0xA0 && next <= 0xAF) {
      out[i] = static_cast<char>(0xD1);
      out[i + 1] = static_cast<char>(next - 0x20);
    }
    ++i;
  }
  return out;
}

bool is_blank(const std::string& line) { return trimmed(line).empty(); }

bool is_divider_phrase(std::string_view words) {
  const std::string text = lower(words);
  return std::any_of(kDividerWords.begin(), kDividerWords.end(), [&](std::string_view each) {
    return text.starts_with(each) && (text.size() == each.size() || text[each.size()] == ' ');
  });
}

/// "-----Original Message-----", "---- Forwarded by X on 1/2/2018 ----", "Begin forwarded
/// message:".
bool is_divider_line(const std::string& line) {
  const std::string_view text = trimmed(line);
  if (text.size() > 160) return false;
  const std::string_view words = without(text, "-_=*#> \t:：");
  if (words.empty() || !is_divider_phrase(words)) return false;
  const bool ruled = text.starts_with("--") || text.starts_with("__") || text.starts_with("==") ||
                     text.starts_with("**") || text.starts_with("##");
  return ruled || text.ends_with(":") || text.ends_with("：");
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The value behind "From:", "*De :*", "发件人："; npos-sized view where it is no such line.
Label label_of(const std::string& line, std::string_view& value) {
  std::string_view text = without(line, "*");
  const std::size_t ascii = text.find(':');
  const std::size_t wide = text.find("：");
  const std::size_t colon = std::min(ascii, wide);
  if (colon == text.npos || colon > 40) return Label::none;
  value = without(text.substr(colon + (colon == wide ? 3 : 1)), "*");
  const std::string word = lower(without(text.substr(0, colon), "*"));
  const auto* found = std::find_if(kLabels.begin(), kLabels.end(),
                                   [&](const LabelWord& each) { return word == each.word; });
  return found == kLabels.end() ? Label::none : found->label;
}

/// "10:32", "10h32", "10.32 Uhr" and a year or a day before it.
bool has_time(std::string_view text) {
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if ((text[i] == ':' || text[i] == 'h' || text[i] == '.') && digit(i - 1) && digit(i + 1) &&
        digit(i + 2) && (i + 3 == text.size() || !digit(i + 3))) {
      if (text[i] != '.' || text.find("Uhr") != text.npos) return true;
    }
  }
  return false;
}

/// A block of header lines that begins at `at` with From; its end, or `at`.
std::size_t end_of_header(const std::vector<std::string>& lines, std::size_t at) {
  std::string_view value;
  if (label_of(lines[at], value) != Label::from) return at;
  bool date = false, to = false, subject = false, of_mail = false;
  std::size_t end = at, i = at;
  for (int strange = 0; i < lines.size() && strange <= 4; ++i) {
    if (is_blank(lines[i])) break;
    const Label label = label_of(lines[i], value);
    if (label == Label::none) {  // a long list of recipients goes on
      ++strange;
      if (subject && date) break;
      of_mail |= lines[i].find('@') != std::string::npos;
      continue;
    }
    strange = 0;
    end = i + 1;
    date |= label == Label::date;
    to |= label == Label::to;
    subject |= label == Label::subject;
    of_mail |= label != Label::subject && value.find('@') != value.npos;
    of_mail |= label == Label::date && has_time(value);
  }
  const bool whole = date && (to || subject);
  return whole && of_mail ? end : at;
}

bool is_rule(const std::string& line) {
  const std::string_view text = trimmed(line);
  return text.size() >= 5 && text.find_first_not_of("_-=* ") == text.npos;
}

bool opens_attribution(std::string_view line) {
  const std::string text = lower(without(line, "*_"));
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return true;
  return std::any_of(kOpenings.begin(), kOpenings.end(),
                     [&](std::string_view each) { return text.starts_with(each); });
}

/// Up to three lines from `at` that together are "On … wrote:".
std::size_t end_of_attribution(const std::vector<std::string>& lines, std::size_t at) {
  std::string joined;
  const std::size_t most = opens_attribution(lines[at]) ? 3 : 1;
  for (std::size_t i = at; i < lines.size() && i < at + most; ++i) {
    if (is_blank(lines[i])) break;
    if (i > at) joined += ' ';
    joined += trimmed(lines[i]);
    if (joined.size() > 400) break;
    if (ends_in_attribution(joined)) return i + 1;
    // Only a beginning that has the shape of one is carried on to the next line.
    if (!has_digit(joined) && joined.find('@') == std::string::npos) break;
    if (joined.ends_with(':') || joined.ends_with('.')) break;
  }
  return at;
}

}  // namespace

bool ends_in_attribution(const std::string& line) {
  std::string_view text = without(line, "*_");
  // "---- On Tue, 8 Mar 2018 10:00:00 +0100 TSB <tsb@example.int> wrote ----" as Zoho writes it
  const bool ruled = text.starts_with("---") && text.ends_with("---");
  if (!ruled && !text.ends_with(":") && !text.ends_with("：")) return false;
  const bool dated = has_digit(text), addressed = text.find('@') != text.npos;
  if (!dated && !addressed) return false;
  text = without(text, ruled ? "- " : ":： \t");
  // "08.03.2018, 10:00, "TSB" <tsb@example.int>:" as Yandex writes it
  if (dated && addressed && text.ends_with(">") && text.size() < 200) return true;
  const std::string words = lower(text);
  const auto ends = [&](std::string_view verb) {
    if (!words.ends_with(verb)) return false;
    if (words.size() == verb.size()) return false;
    const char before = words[words.size() - verb.size() - 1];
    return before == ' ' || before == '>' || before == ',' || (before & 0x80) != 0 ||
           before == ')' || before == '"';
  };
  if (std::any_of(kWrote.begin(), kWrote.end(), ends)) return true;
  // "TSB <tsb@example.int> schrieb am Do., 8. März 2018 um 10:00 Uhr:"
  const auto inside = [&](std::string_view verb) {
    return words.find("> " + std::string(verb) + " ") != std::string::npos;
  };
  if (dated && addressed && std::any_of(kWrote.begin(), kWrote.end(), inside)) return true;
  return std::any_of(kVerbInside.begin(), kVerbInside.end(), [&](const VerbInside& each) {
    return words.starts_with(each.first) && words.find(each.verb) != std::string::npos &&
           (addressed || has_time(words));
  });
}

std::optional<Divider> find_divider(const std::vector<std::string>& lines, std::size_t from) {
  for (std::size_t i = from; i < lines.size(); ++i) {
    if (is_blank(lines[i])) continue;
    const std::size_t header = end_of_header(lines, i);
    if (header > i) {
      const bool ruled = i > from && is_rule(lines[i - 1]);
      return Divider{ruled ? i - 1 : i, header};
    }
    if (is_divider_line(lines[i])) return Divider{i, i + 1};
    const std::size_t attribution = end_of_attribution(lines, i);
    if (attribution > i) return Divider{i, attribution};
  }
  return std::nullopt;
}

}  // namespace tallyd
