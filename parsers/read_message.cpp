// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <utility>

#include "config/speaker.h"
#include "parsers/account.h"
#include "parsers/answer.h"
#include "parsers/containers/unpack.h"
#include "parsers/documents/format.h"
#include "parsers/documents/quoted.h"
#include "parsers/explanation.h"
#include "parsers/forms/unicode.h"
#include "parsers/heard_words.h"
#include "parsers/mime/message.h"
#include "parsers/notices/notices.h"
#include "parsers/parsers.h"
#include "parsers/prepared.h"
#include "parsers/review_token.h"

namespace tallyd {
namespace {

constexpr std::size_t kLeastPicture = 20u << 10;  // bytes; smaller: a logo, a signature
constexpr std::size_t kMostText = 64u << 10;  // of an attachment, for the study group's document

std::string text_of(const Document& document) {
  std::string text;
  for (const Line& line : lines_of(document)) {
    text += tallyd::text_of(line) + "\n";
    if (text.size() >= kMostText) break;
  }
  return text;
}

/// A blank line between paragraphs, but of pages, where a sentence goes on in the next line.
std::string paragraphs_of(const Document& document) {
  const bool pages = document.format == "pdf" || document.recognised;
  std::string text;
  for (const Line& line : lines_of(document)) {
    if (!text.empty()) text += pages || line.goes_on ? "\n" : "\n\n";
    text += tallyd::text_of(line);
    if (text.size() >= kMostText) break;
  }
  return text;
}

bool is_text(const Part& part) { return part.format == "text" || part.format == "html"; }
/// What a part with text says, apart from what it quotes.
TextParts parts_of_text(const Part& part) {
  return part.format == "html" ? split_quoted_html(part.content, {})
                               : split_quoted_text(part.content, {});
}

/// Files in which a form may be that could not be read.
bool may_hold_a_form(const Part& part) {
  constexpr std::string_view kFormats[] = {"docx", "odt", "pdf",  "rtf",  "doc", "png", "jpg",
                                           "tiff", "bmp", "webp", "heic", "gif", "zip", "p7m",
                                           "tnef", "ole", "msg",  "7z",   "rar"};
  return part.role == Role::attachment &&
         std::find(std::begin(kFormats), std::end(kFormats), part.format) != std::end(kFormats);
}

/// "CHE or LIE".
std::string in_words(const std::vector<std::string>& codes) {
  std::string words;
  for (const std::string& code : codes) words += (words.empty() ? "" : " or ") + code;
  return words;
}

/// How a sender stands to the register, a sentence.
std::string standing_of(const std::string& address, const Register& all) {
  if (address.empty()) return "no single sender is named";
  const auto codes = find_speaker(address, all).administrations;
  return address + (codes.empty() ? " is in no register" : " may speak for " + in_words(codes));
}

bool is_lesser_text(const Part& part) {
  return part.role == Role::body && is_text(part) && part.alternative == Alternative::lesser;
}

/// Parts that say nothing of the sender's decision; empty: looked into.
std::string_view why_passed_over(const Part& part) {
  if (part.role == Role::report) return "a report for machines: passed over";
  if (part.role == Role::returned) return "mail that was returned: passed over";
  if (part.role == Role::picture) return "a picture within the text: passed over";
  return is_lesser_text(part) ? "the text once more in another form: passed over" : "";
}

/// Where the line "-- " begins; npos: nowhere.
std::size_t signature_in(const std::string& text) {
  for (const char* const line : {"-- ", "--"}) {
    const std::string whole = std::string(line) + "\n";
    if (text.starts_with(whole)) return 0;
    const auto found = text.find("\n" + whole);
    if (found != std::string::npos) return found + 1;
  }
  return std::string::npos;
}

class MessageReader {
 public:
  /// `account` may be null: nobody asks how.
  MessageReader(const Prepared& prepared, const Tools& tools, ReadingAccount* account)
      : asked_(prepared.asked),
        tools_(tools),
        account_(account),
        forms_(prepared.forms),
        sought_(prepared.words) {
    limits_.keep_scans = account_ != nullptr;  // for pictures of rows
  }

  Reading read(std::string_view raw) {
    Message message = parse_message(raw);
    const Notice notice = take_notice(message);
    reading_.kind = notice.kind;
    reading_.mail = message.facts;
    if (notice.ground == Notice::Ground::words && tells_decision(message)) {
      reading_.kind = Kind::other;
    } else if (may_be_by_a_person(message)) {
      look_for_filled_form(message);
    }
    if (reading_.kind != Kind::other) return std::move(reading_);
    reading_.doubts = message.doubts;
    const std::vector<Part> parts = unpack(message.parts, reading_.doubts);
    std::vector<const Part*> pages;
    for (const Part& part : parts) {
      if (is_page(part)) pages.push_back(&part);
    }
    for (const Part& part : parts) {
      if (pages.size() < 2 || !is_page(part)) take(part);
    }
    if (pages.size() >= 2) take_pages(pages);
    if (!found_.empty()) heard_.subject(message.facts.subject);
    hear_letters();
    take_forms(found_, heard_.words(), reading_);
    if (broken_ && reading_.kind == Kind::reply) reading_.doubts.push_back(doubt_of_unread());
    if (reading_.kind == Kind::other) take_words(message);
    name_administration();
    compare_speakers();
    compare_lesser();
    compare_subject(message.facts.subject);
    compare_body();
    if (reading_.kind == Kind::other) reading_.doubts.clear();
    take_review_tokens(said_, quoted_, reading_);
    return std::move(reading_);
  }

 private:
  /// What is known for a machine's by its words or fields alone.
  bool may_be_by_a_person(const Message& message) const {
    return reading_.kind == Kind::autoreply ||
           (reading_.kind == Kind::bounce && message.type != "multipart/report");
  }

  /// In the mail's own text, not in what it quotes.
  bool tells_decision(const Message& message) const {
    return std::any_of(message.parts.begin(), message.parts.end(), [&](const Part& part) {
      if (part.role != Role::body || !is_text(part)) return false;
      const TextParts text = parts_of_text(part);
      const SpokenStatement said =
          statement_in(paragraphs_of(text.said), sought_, forms_.drafts(), Hearing::about_reply);
      return said.assigns || said.refuses;
    });
  }

  static Doubt doubt_of_unread() {
    return {"unread_attachment", {}, "A file of the message may be a form and could not be read."};
  }
  Doubt doubt_of_machine() const {
    if (reading_.kind == Kind::bounce) {
      return {"bounce_with_form",
              {},
              "The message reads like a report that mail was not delivered, and holds a form that "
              "is filled in."};
    }
    return {"automatic_reply_with_form",
            {},
            "The message says that it is an automatic reply, and holds a form that is filled in."};
  }

  /// Document systems send what a person has filled in, too, and call it an automatic reply. A form
  /// that decides something, and is neither quoted nor returned, is not lost by that; a person
  /// looks at it.
  void look_for_filled_form(const Message& message) {
    std::vector<Doubt> doubts = message.doubts;
    for (const Part& part : unpack(message.parts, doubts)) {
      if (part.forwarded == 0) take(part);
    }
    if (std::none_of(found_.begin(), found_.end(),
                     [](const FoundForm& f) { return !f.quoted && f.form.answers(); })) {
      reading_.attachments.clear();
      return;
    }
    reading_.doubts = std::move(doubts);
    reading_.doubts.push_back(doubt_of_machine());
    take_forms(found_, heard_.words(), reading_);
    name_administration();
  }

  void take(const Part& part) {
    const std::string_view why = why_passed_over(part);
    if (!why.empty()) {
      if (account_ != nullptr) account_->passed_over(part, why);
      if (is_lesser_text(part)) take_lesser(part);
      return;
    }
    if (part.role == Role::body && is_text(part)) return take_body(part);
    const Document document =
        read_document(File{part.content, part.file_name, part.type}, limits_, tools_);
    FormReading form = read_form(document);
    tell(part, document, form, form.is_form ? "a form" : "no form: a file beside it");
    if (form.is_form) {
      heard_.form(form);
      nameless_ =
          nameless_ || (part.forwarded > 0 && form.answers() && form.administration.empty());
      return take_form(std::move(form), document.format, part);
    }
    if (take_pictures(part, document)) return;
    const std::string text = text_of(document);
    // What was recognised of a picture may be too little to see a form in it.
    const bool may = may_hold_a_form(part) || document.format == "office" ||
                     document.format == "docx";  // in a single XML file, too
    const bool empty = text.find_first_not_of(" \n") == text.npos;
    unread_ = unread_ || (may && (empty || !document.doubts.empty() || document.recognised));
    // Beside a form, too: it may be another version of it.
    constexpr std::array<std::string_view, 4> kWritten{"docx", "odt", "pdf", "office"};
    const bool written = std::ranges::find(kWritten, document.format) != kWritten.end();
    broken_ = broken_ || (may && written && empty && !document.doubts.empty());
    // Of a page that lies on its side the words come in no order.
    unread_ =
        unread_ || (document.format == "pdf" && !forms_.drafts().find(decode_utf8(text)).empty());
    if (!document.recognised) heard_.file(paragraphs_of(document));
    reading_.attachments.push_back({part.file_name, part.format, text});
  }

  void take_form(FormReading form, const std::string& format, const Part& file) {
    heard_.name_of_form(file.file_name);
    found_.push_back({std::move(form), format, false});
  }

  FormReading read_form(const Document& document) const {
    FormReading form = forms_.read(document);
    if (form.likely_administration.empty()) return form;
    settle_administration(form,
                          find_speaker(reading_.mail.from, asked_.administrations).administrations);
    return form;
  }

  /// Pictures that are attached, perhaps one for each page of a form.
  static bool is_page(const Part& part) {
    return part.role == Role::attachment && is_image(File{part.content});
  }
  void take_pages(const std::vector<const Part*>& pages) {
    std::vector<std::string_view> files;
    files.reserve(pages.size());
    for (const Part* page : pages) files.emplace_back(page->content);
    const Document document = read_images(files, limits_, tools_);
    FormReading form = read_form(document);
    tell(*pages.front(), document, form,
         form.is_form ? "a form of several pictures" : "no form: pictures beside it");
    if (form.is_form) {
      return take_form(std::move(form), document.format, *pages.front());
    }
    unread_ = true;
    std::string text = text_of(document);
    for (const Part* page : pages) {
      reading_.attachments.push_back({page->file_name, page->format, std::exchange(text, {})});
    }
  }

  /// The photograph of a form, put into a text document. Whether one was found.
  bool take_pictures(const Part& part, const Document& document) {
    constexpr std::size_t kMostPictures = 8;
    std::vector<std::string_view> pages;
    for (const Picture& picture : document.pictures) {
      const bool is_page = picture.bytes.size() >= kLeastPicture && is_image(File{picture.bytes});
      if (is_page && pages.size() < kMostPictures) pages.emplace_back(picture.bytes);
    }
    if (pages.empty()) return false;
    const Document scan = read_images(pages, limits_, tools_);
    FormReading form = read_form(scan);
    tell(part, scan, form,
         form.is_form ? "the pictures in the file: a form" : "the pictures in the file");
    if (!form.is_form) return false;
    take_form(std::move(form), scan.format, part);
    return true;
  }

  void take_body(const Part& part) {
    const TextParts text = parts_of_text(part);
    // A file that is shown below the mail's own words ("comments.txt") is one still.
    const bool is_file = !part.file_name.empty() && !said_.empty();
    // A signature is no part of an instruction, and its mark (RFC 3676 section 4.3) is lost in
    // text.
    const auto signature = part.format == "html" ? std::string::npos : signature_in(part.content);
    said_ += signature == std::string::npos
                 ? text_of(text.said)
                 : text_of(split_quoted_text(part.content.substr(0, signature), {}).said);
    quoted_ += text_of(text.quoted);
    FormReading own = forms_.read(text.said);
    tell(part, text.said, own,
         own.is_form ? "the text of the message: a form" : "the text of the message: no form");
    if (own.is_form) {
      heard_.form(own);
      found_.push_back({std::move(own), part.format, false});
    } else {
      const std::string words = paragraphs_of(text.said);
      body_ += words;
      is_file ? heard_.file(words) : heard_.body(words);
    }
    FormReading quoted = forms_.read(text.quoted);
    if (quoted.is_form) tell(part, text.quoted, quoted, "what the text quotes: a form, no answer");
    if (quoted.is_form) found_.push_back({std::move(quoted), part.format, true});
  }

  void tell(const Part& part, const Document& document, const FormReading& form,
            std::string_view taken_as) {
    if (account_ != nullptr) account_->read(part, document, form, taken_as);
  }

  void hear_letters() {
    const bool comments = std::any_of(found_.begin(), found_.end(), [](const FoundForm& found) {
      return !found.quoted && has_remarks(found.form.decisions);
    });
    heard_.letters(comments ? HeardWords::Comments::some : HeardWords::Comments::none);
  }

  /// The text of the mail once more, in a lesser form. A program made it of the other, as a rule;
  /// but some show this one, and it must not decide otherwise.
  void take_lesser(const Part& part) {
    const TextParts text = parts_of_text(part);
    FormReading form = forms_.read(text.said);
    if (!form.is_form) return heard_.lesser_body(paragraphs_of(text.said));
    if (form.answers() && form.doubts.empty()) lesser_.push_back(std::move(form.decisions));
  }
  void compare_lesser() {
    for (const std::vector<Decision>& lesser : lesser_) {
      for (const Decision& other : lesser) {
        for (const Decision& decision : reading_.decisions) {
          const bool differs = decision.draft == other.draft &&
                               decision.authority != other.authority &&
                               other.authority != Authority::none;
          if (!differs) continue;
          reading_.doubts.push_back({"forms_disagree", decision.draft,
                                     "The text of the message says another thing on " +
                                         decision.draft + " where it is shown without layout."});
        }
      }
    }
  }

  /// Without a form: a decision in words, or a file that may be a form and can't be read, is for a
  /// person.
  void take_words(const Message& message) {
    const std::u32string all = decode_utf8(message.facts.subject + "\n" + body_);
    const std::vector<int> numbers = forms_.circulars().find(all);
    if (account_ != nullptr) account_->heard(heard_.words(), numbers);
    const auto named = std::find_if(
        asked_.consultations.begin(), asked_.consultations.end(), [&](const Consultation& c) {
          return std::find(numbers.begin(), numbers.end(), number_of(c.circular)) != numbers.end();
        });
    const bool known = named != asked_.consultations.end();
    const bool registered =
        !find_speaker(message.facts.from, asked_.administrations).administrations.empty();
    const bool about = known || registered || !forms_.drafts().find(all).empty();
    if (about && (heard_.words().assigns || heard_.words().refuses)) {
      reading_.doubts.push_back(
          {"decision_in_words",
           {},
           "The message seems to state a decision in words, without a form."});
    } else if (unread_ && about) {
      reading_.doubts.push_back(doubt_of_unread());
    } else {
      return;
    }
    reading_.kind = Kind::reply;
    if (!known) return;
    reading_.circular = named->circular;
    for (const Draft& draft : named->drafts) {
      reading_.decisions.push_back({draft.designation, Authority::none, Comments::none, {}});
    }
  }

  void name_administration() {
    if (reading_.kind != Kind::reply) return;
    const auto speaks = find_speaker(reading_.mail.from, asked_.administrations).administrations;
    const std::string& named = reading_.administration_of_form;
    reading_.administration = named.empty() && speaks.size() == 1 ? speaks.front() : named;
    const bool may = std::find(speaks.begin(), speaks.end(), named) != speaks.end();
    if (!named.empty() && !speaks.empty() && !may) {
      reading_.doubts.push_back({"administration_differs",
                                 {},
                                 "The form names " + named + ", but the sender is registered for " +
                                     in_words(speaks) + "."});
    }
    if (reading_.administration.empty() || (named.empty() && nameless_)) {
      reading_.doubts.push_back({"administration_unknown",
                                 {},
                                 "Neither the form nor the sender's address tells which "
                                 "administration answers."});
    }
  }

  /// The circulars that a text names beside a form's decisions; none where the form's is among
  /// them.
  std::vector<int> other_circulars(const std::string& text) const {
    if (reading_.kind != Kind::reply || reading_.decisions.empty()) return {};
    const std::vector<int> numbers = forms_.circulars().find(decode_utf8(text));
    const auto own = std::find(numbers.begin(), numbers.end(), number_of(reading_.circular));
    return own == numbers.end() ? numbers : std::vector<int>();
  }

  /// The subject names another circular that is asked about, and not that of the form.
  void compare_subject(const std::string& subject) {
    const std::vector<int> numbers = other_circulars(subject);
    const auto is_asked = [&](int number) {
      return std::any_of(
          asked_.consultations.begin(), asked_.consultations.end(),
          [number](const Consultation& c) { return number_of(c.circular) == number; });
    };
    const auto other = std::find_if(numbers.begin(), numbers.end(), is_asked);
    if (other == numbers.end()) return;
    reading_.doubts.push_back({"other_circular",
                               {},
                               "The subject names circular " + std::to_string(*other) +
                                   ", but the message answers " + reading_.circular + "."});
  }

  /// "The reply concerns Circular 52": of what the sender says of a circular, nothing is of the
  /// form's.
  void compare_body() {
    const std::vector<int> numbers = other_circulars(body_);
    if (numbers.empty()) return;
    reading_.doubts.push_back({"other_circular",
                               {},
                               "The text of the message names circular " +
                                   std::to_string(numbers.front()) + ", but its form answers " +
                                   reading_.circular + "."});
  }

  /// "On behalf of Monaco" beside the form of Kenya.
  void compare_speakers() {
    if (reading_.kind != Kind::reply || reading_.administration.empty()) return;
    for (const std::string& sentence : heard_.words().for_others) {
      const auto named =
          forms_.countries().spoken_of(SentenceWordList(decode_utf8(sentence)), sought_.in_place);
      const bool other = std::any_of(named.begin(), named.end(), [&](const std::string& code) {
        return code != reading_.administration;
      });
      if (!other) continue;
      reading_.doubts.push_back({"speaks_for_others",
                                 {},
                                 "The message says: “" + sentence +
                                     "”. It names another administration than " +
                                     reading_.administration + "."});
      return;
    }
  }

  const Asked& asked_;
  const Tools& tools_;
  ReadingAccount* const account_;
  Limits limits_;
  const FormReader& forms_;
  const SoughtWords& sought_;
  Reading reading_;
  std::vector<FoundForm> found_;
  HeardWords heard_{sought_, forms_.drafts()};
  std::vector<std::vector<Decision>> lesser_;  ///< of forms in lesser parts of the mail's text
  std::string body_;
  std::string said_;
  std::string quoted_;
  bool unread_ = false;
  bool broken_ = false;    ///< a file of a form's kind of which nothing could be read
  bool nameless_ = false;  ///< a form that was forwarded names nobody: it may be another's
};

}  // namespace

Reading read_message(std::string_view raw, const Asked& asked, const Tools& tools) noexcept {
  return read_message(raw, Prepared(asked), tools);
}

Reading read_message(std::string_view raw, const Prepared& prepared, const Tools& tools) noexcept {
  return MessageReader(prepared, tools, nullptr).read(raw);
}

Explanation explain_message(std::string_view raw, const Asked& asked, const Tools& tools) noexcept {
  Explanation explanation;
  ReadingAccount account(explanation);
  const Prepared prepared(asked);
  explanation.reading = MessageReader(prepared, tools, &account).read(raw);
  const Reading& reading = explanation.reading;
  if (reading.kind == Kind::bounce || reading.kind == Kind::autoreply) {
    explanation.kind_by = recognise(parse_message(raw)).evidence;
  }
  explanation.sender_by = standing_of(reading.mail.from, asked.administrations);
  return explanation;
}

}  // namespace tallyd
